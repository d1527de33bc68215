package portolan.query.edge.api.addition;

import java.util.Base64;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.message.Queries;
import portolan.language.artifact.IsIcon;
import portolan.language.oci.Digest;
import portolan.language.refusal.Refusal;
import portolan.query.edge.api.Icons;
import reactor.core.publisher.Mono;

/// Shows the pictures that artifacts name; everybody may see them. A picture that came with an
/// artifact is drawn anew and small, so that none of the bytes that were pushed get out.
@RestController
@RequestMapping("/api/v2.0/icons")
public final class IconsEndpoint {
  private static final int LARGEST = 1 << 20;

  private final Queries queries;
  private final BlobBytes bytes;

  public IconsEndpoint(Queries queries, Additions additions) {
    this.queries = queries;
    this.bytes = additions.bytes();
  }

  @GetMapping("/{digest}")
  Mono<Map<String, String>> get(@PathVariable String digest) {
    var known = known(digest);
    return Icons.find(known.value())
        .map(Mono::just)
        .orElseGet(() -> pushed(known))
        .switchIfEmpty(Mono.error(new Refusal.IconUnknown(digest)::asException))
        .map(png ->
            Map.of(
                "content-type", "image/png", "content", Base64.getEncoder().encodeToString(png)));
  }

  private Mono<byte[]> pushed(Digest digest) {
    return queries
        .ask(new IsIcon(digest))
        .filter(Boolean::booleanValue)
        .flatMap(_ -> bytes.read(digest, LARGEST))
        .flatMap(image -> Mono.justOrEmpty(Thumbnail.png(image)));
  }

  private static Digest known(String text) {
    try {
      return new Digest(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal.ParameterInvalid("digest", "the icon's digest is none").asException();
    }
  }
}
