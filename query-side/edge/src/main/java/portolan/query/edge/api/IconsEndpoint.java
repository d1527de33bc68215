package portolan.query.edge.api;

import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import portolan.language.oci.Digest;
import portolan.language.refusal.Refusal;

/// Shows the pictures that artifacts name; everybody may see them.
@RestController
@RequestMapping(Lists.ROOT + "/icons")
public final class IconsEndpoint {

  @GetMapping("/{digest}")
  Map<String, @Nullable Object> get(@PathVariable String digest) {
    var png =
        Icons.find(known(digest).value()).orElseThrow(new Refusal.IconUnknown(digest)::asException);
    return new Fields()
        .put("content-type", "image/png")
        .put("content", Base64.getEncoder().encodeToString(png))
        .map();
  }

  private static Digest known(String text) {
    try {
      return new Digest(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal.ParameterInvalid("digest", "not a digest").asException();
    }
  }
}
