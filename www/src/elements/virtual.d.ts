// What build/documented.ts puts in: the declarations of the package's manifest.
declare module "virtual:documented" {
  const elements: readonly import("./declared.ts").Declared[];
  export default elements;
}
