# Two build stages (screens, binary) and a final image that holds the binary alone.
FROM node:24-alpine AS screens
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --no-fund --no-audit
COPY frontend/ ./
RUN npm run build

FROM golang:1.26-alpine AS binary
RUN apk add --no-cache ca-certificates tzdata
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=screens /src/frontend/dist/app frontend/dist/app
ARG VERSION=dev
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=${VERSION}" -o /zhaolian ./cmd/zhaolian \
 && install -d -o 65532 -g 65532 /data

FROM scratch
COPY --from=binary /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=binary /zhaolian /zhaolian
COPY --from=binary --chown=65532:65532 /data /data
USER 65532:65532
WORKDIR /data
ENV ZHAOLIAN_ADDR=0.0.0.0:8080 ZHAOLIAN_STORE=file:/data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s CMD ["/zhaolian", "health"]
ENTRYPOINT ["/zhaolian"]
CMD ["serve"]
