package portolan.server.configuration;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;
import portolan.server.CannotStart;

/// The files that TLS is served with.
final class TlsFiles {
  private TlsFiles() {}

  /// @throws CannotStart when one is missing, or is not what it has to be
  static void check(Settings.Tls tls) {
    var certificate = tls.certificate();
    var key = tls.key();
    if ((certificate == null) != (key == null)) {
      throw new CannotStart(
          "Only one of certificate and key for TLS is given.",
          "Give both (PORTOLAN_TLS_CERTIFICATE and PORTOLAN_TLS_KEY), or neither.");
    }
    require("portolan.tls.certificate", certificate, "certificate", PemContent::getCertificates);
    require("portolan.tls.key", key, "unencrypted private key", PemContent::getPrivateKey);
    require("portolan.tls.authority", tls.authority(), "certificate", PemContent::getCertificates);
  }

  private interface Part {
    @Nullable Object in(PemContent content);
  }

  private static void require(String setting, @Nullable Path file, String wanted, Part part) {
    if (file == null) {
      return;
    }
    try {
      if (part.in(PemContent.load(file)) != null) {
        return;
      }
    } catch (IOException e) {
      throw refused(setting, file, CannotStart.why(e));
    } catch (RuntimeException e) {
      // Said below.
    }
    throw refused(setting, file, "it holds no " + wanted + " in PEM");
  }

  private static CannotStart refused(String setting, Path file, String why) {
    return new CannotStart(
        "The file %s of the setting %s (%s) cannot be used (%s)."
            .formatted(file, setting, Catalogue.variable(setting), why),
        "Correct the file or its name, and see that this user may read it.");
  }
}
