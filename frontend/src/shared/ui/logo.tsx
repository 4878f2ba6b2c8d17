/** The product's sign: two links of a chain. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className="logo">
      <rect width="32" height="32" rx="7" fill="var(--accent)" />
      <g fill="none" stroke="#fff" strokeWidth="3">
        <rect x="5.5" y="11.5" width="12" height="9" rx="4.5" />
        <rect x="14.5" y="11.5" width="12" height="9" rx="4.5" />
      </g>
    </svg>
  )
}
