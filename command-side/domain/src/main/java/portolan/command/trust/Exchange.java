package portolan.command.trust;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.List;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;
import portolan.command.StreamNames;
import portolan.language.privacy.Sealed;
import portolan.language.trust.ExchangeId;
import portolan.language.trust.ExchangeToken;
import portolan.language.trust.TokenExchanged;

/// One exchange of tokens: it happened once, and never changes.
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
public final class Exchange {
  @AggregateIdentifier private @Nullable String stream;

  public Exchange() {}

  List<TokenExchanged> decide(
      ExchangeId drawn, TrustRules.Held rule, ExchangeToken wanted, Sealed claims) {
    return List.of(
        new TokenExchanged(
            drawn,
            wanted.rule(),
            wanted.revision(),
            rule.project(),
            wanted.project(),
            rule.name(),
            claims,
            wanted.expiresAt()));
  }

  @EventSourcingHandler
  void on(TokenExchanged exchanged) {
    stream = StreamNames.of(exchanged.exchange());
  }
}
