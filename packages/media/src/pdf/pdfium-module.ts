/** Functions of PDFium's build, by their names in fpdfview.h, fpdf_edit.h and fpdf_formfill.h. */
export interface PdfiumModule {
  _FPDF_LoadPage(document: number, index: number): number
  _FPDF_ClosePage(page: number): void
  _FPDF_GetPageWidthF(page: number): number
  _FPDF_GetPageHeightF(page: number): number
  _FPDF_GetPageBoundingBox(page: number, box: number): number
  _FPDFPage_GetRotation(page: number): number
  _FORM_OnAfterLoadPage(page: number, form: number): void
  _FORM_OnBeforeClosePage(page: number, form: number): void
  _FPDFBitmap_CreateEx(width: number, height: number, format: number, place: number, stride: number): number
  _FPDFBitmap_Destroy(bitmap: number): void
  _FPDF_RenderPageBitmap(bitmap: number, page: number, ...placeSizeRotationFlags: number[]): void
  _FPDF_FFLDraw(form: number, bitmap: number, page: number, ...placeSizeRotationFlags: number[]): void
  _FPDFPage_CountObjects(page: number): number
  _FPDFPage_GetObject(page: number, at: number): number
  _FPDFPageObj_GetType(object: number): number
  _FPDFPageObj_GetBounds(object: number, left: number, bottom: number, right: number, top: number): number
  _FPDFFormObj_CountObjects(form: number): number
  _FPDFFormObj_GetObject(form: number, at: number): number
  _FPDFImageObj_GetImagePixelSize(image: number, width: number, height: number): number
  wasmExports: { malloc(bytes: number): number; free(place: number): void }
  HEAPU8: Uint8Array
}

/** Acts with so many bytes of PDFium's memory. */
export function within<T>({ wasmExports }: PdfiumModule, bytes: number, act: (place: number) => T): T {
  const place = wasmExports.malloc(bytes)
  try {
    return act(place)
  } finally {
    wasmExports.free(place)
  }
}
