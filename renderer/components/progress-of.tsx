import { Progress } from "@mantine/core";

interface ProgressOfProps {
  done: number;
  /** 0 as long as it is not known. */
  total: number;
  /** What it is the progress of, for those who do not see it. */
  label: string;
  className?: string | undefined;
}

export function ProgressOf({ done, total, label, className = "" }: ProgressOfProps) {
  return <Progress className={className} value={total === 0 ? 0 : (done / total) * 100} aria-label={label} />;
}
