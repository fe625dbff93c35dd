// The document and its proposals, kept for the board: data that do not change while decisions are taken.
export default function ({ data }) {
  (globalThis.liantuReviews ??= new Map()).set(data.key, data);
}
