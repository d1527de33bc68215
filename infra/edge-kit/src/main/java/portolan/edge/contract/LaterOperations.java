package portolan.edge.contract;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import portolan.edge.access.Access;
import portolan.edge.api.Projects;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Principal;
import portolan.language.access.Permission;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// Answers the operations that are left for later: 501 to those who might ask for them, and to all
/// others what they would be told if the operation were there.
public final class LaterOperations {
  private static final Method ANSWER =
      Objects.requireNonNull(
          ReflectionUtils.findMethod(
              Handler.class, "answer", Caller.class, ServerWebExchange.class));

  private final Projects projects;
  private final Access access;

  public LaterOperations(Projects projects, Access access) {
    this.projects = projects;
    this.access = access;
  }

  /// Adds them to what is served.
  public void register(RequestMappingHandlerMapping mapping) {
    var options = new RequestMappingInfo.BuilderConfiguration();
    options.setPatternParser(mapping.getPathPatternParser());
    Operations.all().stream()
        .filter(Operation::later)
        .forEach(operation ->
            mapping.registerMapping(
                RequestMappingInfo.paths(operation.path())
                    .methods(RequestMethod.valueOf(operation.method()))
                    .options(options)
                    .build(),
                new Handler(operation),
                ANSWER));
  }

  /// One of them.
  final class Handler {
    private final Operation operation;

    private Handler(Operation operation) {
      this.operation = operation;
    }

    Mono<ResponseEntity<Void>> answer(Caller caller, ServerWebExchange exchange) {
      return admitted(operation.who(), caller, exchange)
          .then(Mono.error(() -> new Refusal.NotYet(operation.id()).asException()));
    }
  }

  private Mono<?> admitted(Who who, Caller caller, ServerWebExchange exchange) {
    return switch (who) {
      case Who.Anyone _ -> Mono.empty();
      case Who.InProject(var permission) -> inProject(caller, exchange, permission);
      case Who.InSystem(var permission) ->
          Mono.fromRunnable(() -> access.requireSystem(caller, permission));
      case Who.Person _ when caller.principal() instanceof Principal.User -> Mono.empty();
      case Who.Person _ -> Mono.error(Access.refusal(caller).asException());
      case Who.Somebody _ -> signedIn(caller);
      default -> throw new IllegalStateException("nothing is left for later for " + who);
    };
  }

  /// Where the path names no project, a thing that does not exist yet would: there is none to ask.
  private Mono<?> inProject(Caller caller, ServerWebExchange exchange, Permission permission) {
    Map<String, String> variables =
        exchange.getRequiredAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    var name = variables.get("project_name");
    if (name != null) {
      return projects.open(caller, name, permission);
    }
    var nameOrId = variables.get("project_name_or_id");
    return nameOrId == null
        ? signedIn(caller)
        : projects.open(caller, nameOrId, Projects.isName(exchange), permission);
  }

  private static Mono<?> signedIn(Caller caller) {
    return caller.anonymous() ? Mono.error(Access.refusal(caller).asException()) : Mono.empty();
  }
}
