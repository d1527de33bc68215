package portolan.edge.message;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.http.HttpHeaders;
import portolan.language.event.Position;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/// The position of a write that stands but cannot be read everywhere yet; told to the client in a
/// header.
public final class Unread {
  public static final String HEADER = "X-Portolan-Position";

  private final AtomicReference<Position> position = new AtomicReference<>();

  /// To be written into the context of the request's pipeline.
  public Context into(Context context) {
    return context.put(Unread.class, this);
  }

  static void note(ContextView context, Position position) {
    context.<Unread>getOrEmpty(Unread.class).ifPresent(unread -> unread.position.set(position));
  }

  /// Adds the header when there is something to tell. Called before the answer is committed.
  public void tell(HttpHeaders headers) {
    Optional.ofNullable(position.get())
        .ifPresent(at -> headers.set(HEADER, Long.toString(at.index())));
  }
}
