package portolan.query.edge.api.addition;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Draws a picture anew, to fit into 50 by 50 pixels. One that is no GIF, JPEG or PNG, is broken,
/// or claims more than 4,096 pixels on a side, is not drawn; it is known before any of it is
/// unpacked.
final class Thumbnail {
  private static final int SIDE = 50;
  private static final int LARGEST_SIDE = 4_096;
  private static final Set<String> FORMATS = Set.of("gif", "jpeg", "png");

  private Thumbnail() {}

  static Optional<byte[]> png(byte[] image) {
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(image))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      var reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return drawn(reader);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> drawn(ImageReader reader) throws IOException {
    int longer = Math.max(reader.getWidth(0), reader.getHeight(0));
    if (!FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))
        || longer > LARGEST_SIDE) {
      return Optional.empty();
    }
    var parameters = reader.getDefaultReadParam();
    int step = Math.max(1, longer / (2 * SIDE));
    parameters.setSourceSubsampling(step, step, 0, 0);
    return Optional.of(written(fitted(reader.read(0, parameters))));
  }

  private static BufferedImage fitted(BufferedImage image) {
    double scale = Math.min(1, SIDE / (double) Math.max(image.getWidth(), image.getHeight()));
    int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
    var fitted = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    var pen = fitted.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.drawImage(image, 0, 0, width, height, null);
    pen.dispose();
    return fitted;
  }

  private static byte[] written(BufferedImage image) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    }
    return bytes.toByteArray();
  }
}
