package portolan.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import portolan.edge.access.Access;
import portolan.edge.api.Projects;
import portolan.edge.contract.Contract;
import portolan.edge.contract.LaterOperations;
import portolan.edge.message.Queries;
import portolan.language.message.Query;
import reactor.core.publisher.Mono;

/// Every controller of the program beside the table of operations.
class ControllersTest {
  private final Contract contract = new Contract(mapping().getHandlerMethods());

  @Test
  void answerNothingThatTheTableDoesNotKnow() {
    assertThat(contract.undeclared()).isEmpty();
  }

  @Test
  void answerEverythingThatTheTablePromises() {
    assertThat(contract.unserved())
        .as("the health of the program is told by the server itself")
        .containsExactly("GET /api/v2.0/health");
  }

  /// Knows the controllers' classes; nothing is made of them.
  private static RequestMappingHandlerMapping mapping() {
    var context = new GenericApplicationContext();
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
    for (var found : scanner.findCandidateComponents("portolan")) {
      var name = String.valueOf(found.getBeanClassName());
      var definition = new RootBeanDefinition(ClassUtils.resolveClassName(name, null));
      definition.setLazyInit(true);
      context.registerBeanDefinition(name, definition);
    }
    context.refresh();
    var mapping = new RequestMappingHandlerMapping();
    mapping.setApplicationContext(context);
    mapping.afterPropertiesSet();
    var access = new Access(new NothingToFind());
    new LaterOperations(new Projects(new NothingToFind(), access), access).register(mapping);
    return mapping;
  }

  private static final class NothingToFind implements Queries {
    @Override
    public <R> Mono<R> ask(Query<R> query) {
      return Mono.empty();
    }
  }
}
