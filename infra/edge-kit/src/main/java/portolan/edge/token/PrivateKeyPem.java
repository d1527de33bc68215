package portolan.edge.token;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.util.io.pem.PemReader;

/// Reads an RSA private key in either of its PEM forms.
final class PrivateKeyPem {
  private PrivateKeyPem() {}

  static SigningKey read(String pem, Instant since) {
    try (var reader = new PemReader(new StringReader(pem))) {
      var object = reader.readPemObject();
      if (object == null) {
        throw new IllegalArgumentException("no PEM text found");
      }
      return key(pkcs8(object.getType(), object.getContent()), since);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("not an RSA private key in PEM", e);
    }
  }

  private static byte[] pkcs8(String type, byte[] content) throws IOException {
    return switch (type) {
      case "PRIVATE KEY" -> content;
      case "RSA PRIVATE KEY" ->
          new PrivateKeyInfo(
                  new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                  RSAPrivateKey.getInstance(content))
              .getEncoded();
      default -> throw new IllegalArgumentException("not an RSA private key but a " + type);
    };
  }

  private static SigningKey key(byte[] pkcs8, Instant since) throws GeneralSecurityException {
    var factory = KeyFactory.getInstance("RSA");
    if (factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)) instanceof RSAPrivateCrtKey pair) {
      var spec = new RSAPublicKeySpec(pair.getModulus(), pair.getPublicExponent());
      return SigningKey.of((RSAPublicKey) factory.generatePublic(spec), pair, since);
    }
    throw new IllegalArgumentException("the private key lacks its public exponent");
  }
}
