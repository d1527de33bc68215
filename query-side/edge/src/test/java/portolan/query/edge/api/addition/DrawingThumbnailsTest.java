package portolan.query.edge.api.addition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawingThumbnailsTest {

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "jpeg"})
  void fitIntoFiftyByFifty(String format) throws IOException {
    var drawn = Thumbnail.png(image(format, 400, 200)).orElseThrow();

    var read = ImageIO.read(new ByteArrayInputStream(drawn));
    assertThat(read.getWidth()).isEqualTo(50);
    assertThat(read.getHeight()).isEqualTo(25);
  }

  @Test
  void leaveOutWhatIsNoPictureOrAnotherKind() throws IOException {
    assertThat(Thumbnail.png("<svg onload='alert(1)'/>".getBytes(UTF_8))).isEmpty();
    assertThat(Thumbnail.png(image("bmp", 10, 10))).isEmpty();
    assertThat(Thumbnail.png(new byte[0])).isEmpty();
  }

  @Test
  void leaveOutWhatClaimsToBeHuge() throws IOException {
    var png = image("png", 10, 10);
    ByteBuffer.wrap(png).putInt(16, 2_000_000_000).putInt(20, 2_000_000_000);
    var crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());

    assertThat(Thumbnail.png(png)).isEmpty();
  }

  private static byte[] image(String format, int width, int height) throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
    return bytes.toByteArray();
  }
}
