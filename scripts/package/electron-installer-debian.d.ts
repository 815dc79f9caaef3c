declare module "electron-installer-debian" {
  /** What we use of its options and its result; the package brings no types along. */
  export default function createDebianInstaller(options: {
    src: string;
    dest: string;
    arch: string;
    name: string;
    bin: string;
    productName: string;
    genericName: string;
    description: string;
    productDescription: string;
    maintainer: string;
    homepage: string;
    section: string;
    categories: string[];
    icon: Record<string, string>;
    compression: "gzip" | "xz";
  }): Promise<{ packagePaths: string[] }>;
}
