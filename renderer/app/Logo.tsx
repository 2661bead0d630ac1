/** The repeat sign of written music: play it again. */
export function Logo({ size = 22 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden focusable="false">
      <rect width="24" height="24" rx="6" fill="var(--rf-accent)" />
      <circle cx="7.5" cy="9.4" r="1.5" fill="var(--rf-on-accent)" />
      <circle cx="7.5" cy="14.6" r="1.5" fill="var(--rf-on-accent)" />
      <rect x="11.4" y="5.5" width="1.5" height="13" rx="0.6" fill="var(--rf-on-accent)" />
      <rect x="14.8" y="5.5" width="3.4" height="13" rx="0.8" fill="var(--rf-on-accent)" />
    </svg>
  )
}
