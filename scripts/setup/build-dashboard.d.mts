export function buildDashboard(root: string): void
