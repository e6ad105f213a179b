/**
 * Decoders of what recordings are made with, and of what may stand beside them (covers, subtitles that are pictures,
 * other sound), by ffmpeg's names. Its 400 others, for games and cameras of thirty years, are not needed and only add
 * attack surface.
 */
export const decoders = `
h264 hevc vp8 libvpx vp9 libvpx-vp9 av1 libdav1d libaom-av1 mpeg1video mpeg2video mpegvideo mpeg4 msmpeg4v1 msmpeg4v2
msmpeg4 h261 h263 h263i h263p flv vp4 vp6 vp6f vp6a wmv1 wmv2 wmv3 vc1 theora mjpeg mjpegb jpeg2000 libopenjpeg prores
dnxhd cfhd dvvideo ffv1 huffyuv ffvhuff rawvideo v210 qtrle svq1 svq3 tscc tscc2 cscd flashsv flashsv2
png gif bmp webp tiff
aac aac_fixed aac_latm libfdk_aac mp3 mp3float mp2 mp2float mp1 mp1float opus libopus vorbis libvorbis flac alac ac3
ac3_fixed eac3 truehd mlp dca s302m amrnb amrwb libopencore_amrnb libopencore_amrwb wmav1 wmav2 wmapro wmalossless
wmavoice speex libspeex nellymoser gsm gsm_ms tta wavpack adpcm_ms adpcm_ima_wav adpcm_ima_qt adpcm_swf pcm_alaw
pcm_mulaw pcm_u8 pcm_s8 pcm_s16le pcm_s16be pcm_s24le pcm_s24be pcm_s32le pcm_s32be pcm_f32le pcm_f32be pcm_f64le
pcm_f64be pcm_bluray pcm_dvd
ass ssa subrip srt mov_text webvtt text cc_dec dvdsub pgssub dvbsub xsub libzvbi_teletextdec
`
  .trim()
  .split(/\s+/)
