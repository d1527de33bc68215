package portolan.acceptance.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// A certificate, signed by itself, in two PEM files.
public record Certificate(Path chain, Path key) {
  private static final String PASSWORD = "changeit";

  /// For `localhost`.
  public static Certificate madeIn(Path folder) {
    return made(folder, "tls", "DNS:localhost,IP:127.0.0.1");
  }

  /// For a place where nobody of the tests listens.
  public static Certificate ofAnotherPlaceIn(Path folder) {
    return made(folder, "elsewhere", "DNS:elsewhere.example");
  }

  private static Certificate made(Path folder, String file, String names) {
    var certificate = new Certificate(folder.resolve(file + ".crt"), folder.resolve(file + ".key"));
    Shell.run(
        List.of(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=" + names,
            "-keyout",
            certificate.key.toString(),
            "-out",
            certificate.chain.toString()));
    return certificate;
  }

  /// Trust in this certificate alone.
  public SSLContext trust() {
    try {
      var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusted.init(store(List.of(this)));
      return context(null, trusted.getTrustManagers());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// For a server that shows this certificate.
  public SSLContext shown() {
    try {
      var store = store(List.of());
      store.setKeyEntry(
          "server",
          privateKey(),
          PASSWORD.toCharArray(),
          new java.security.cert.Certificate[] {read()});
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD.toCharArray());
      return context(keys.getKeyManagers(), null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public String pem() {
    try {
      return Files.readString(chain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Options of a Java program that trusts these certificates alone.
  ///
  /// @param file where to keep them
  public static String trusting(Path file, Certificate... certificates) {
    try (var out = Files.newOutputStream(file)) {
      store(List.of(certificates)).store(out, PASSWORD.toCharArray());
      return "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
          .formatted(file, PASSWORD);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SSLContext context(KeyManager @Nullable [] keys, TrustManager @Nullable [] trusted)
      throws GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(keys, trusted, null);
    return context;
  }

  private static KeyStore store(List<Certificate> trusted) throws GeneralSecurityException {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (var certificate : trusted) {
        store.setCertificateEntry(certificate.chain.toString(), certificate.read());
      }
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private java.security.cert.Certificate read() throws GeneralSecurityException {
    try (var in = Files.newInputStream(chain)) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PrivateKey privateKey() throws GeneralSecurityException {
    try {
      var base64 = Files.readString(key).replaceAll("-----[^-]+-----|\\s", "");
      var form = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
      return KeyFactory.getInstance("EC").generatePrivate(form);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
