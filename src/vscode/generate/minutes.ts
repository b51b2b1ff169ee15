/** How long something takes, roughly: `about 3 minutes`, `about 1.5 hours`. */
export function minutesInWords(seconds: number): string {
  if (seconds < 30) return 'less than a minute';
  const minutes = Math.round(seconds / 60);
  if (minutes <= 1) return 'about a minute';
  if (minutes <= 90) return `about ${minutes} minutes`;
  return `about ${Math.round(minutes / 30) / 2} hours`;
}
