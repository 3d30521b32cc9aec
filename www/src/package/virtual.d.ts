// What build/wasm.ts puts in: a module's bytes, compressed, in Base64.
declare module "virtual:*.wasm" {
  const packed: string;
  export default packed;
}
