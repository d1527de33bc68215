package portolan.query.edge.redtwin;

import org.springframework.http.ResponseEntity;
import portolan.language.refusal.Refusal;

/// Red twin: a second place that words refusals.
public class SecondWording {
  public ResponseEntity<String> of(Refusal refusal) {
    return refusal instanceof Refusal.TagImmutable
        ? ResponseEntity.status(412).body("the tag is immutable")
        : ResponseEntity.internalServerError().build();
  }
}
