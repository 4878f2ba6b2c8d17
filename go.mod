module zhaolian

go 1.26
