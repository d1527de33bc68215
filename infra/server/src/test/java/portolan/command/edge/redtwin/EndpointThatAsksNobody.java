package portolan.command.edge.redtwin;

import org.springframework.web.bind.annotation.PostMapping;
import portolan.edge.identity.Caller;
import portolan.edge.message.Commands;
import portolan.language.project.DeleteProject;
import reactor.core.publisher.Mono;

/// Red twin: an endpoint that does for everybody what it is asked to.
public record EndpointThatAsksNobody(Commands commands) {

  @PostMapping("/api/v2.0/everything/{id}")
  Mono<Void> take(Caller caller, DeleteProject order) {
    return commands.send(order, caller).then();
  }
}
