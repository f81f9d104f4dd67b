#!/bin/sh -e
# Makes the pictures beside it.
/usr/bin/python3 - <<'P'
from PIL import Image
w, h = 24, 16
rgb = Image.new("RGB", (w, h))
rgb.putdata([(10 * x, 16 * y, 7 * x * y % 256) for y in range(h) for x in range(w)])
gray = Image.new("L", (w, h))
gray.putdata([10 * x + y for y in range(h) for x in range(w)])
rgb.save("rgb.png")
gray.save("gray.png")
rgb.save("rgb.pcx")
rgb.save("rgb-rle.tga", compression="tga_rle")
gray.save("gray.tga")
P
convert rgb.png -type TrueColor rgb.psd
convert gray.png -type Grayscale -depth 16 gray-16.psd
convert rgb.png -type TrueColor -compress RLE rgb.sgi
convert rgb.png -type TrueColor -depth 16 rgb-16.sgi
convert rgb.png -type TrueColor rgb.pict
convert rgb.png -set colorspace RGB rgb.hdr
convert rgb.png -colorspace CMYK -compress none cmyk.tif
convert rgb.png -colorspace CMYK -quality 100 -sampling-factor 1x1 cmyk.jpg
convert rgb.png -colorspace CMYK cmyk.psd
cwebp -quiet -lossless -exact rgb.png -o rgb.webp
cwebp -quiet -q 50 rgb.png -o lossy.webp
dwebp -quiet -nofancy lossy.webp -o lossy-webp.png
rm rgb.png gray.png
