package portolan.server.operations;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// What the program counts, in the text format of Prometheus. Every [MeterBinder] bean adds to it.
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

  @Bean
  PrometheusMeterRegistry meterRegistry() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  @Bean(destroyMethod = "close")
  JvmGcMetrics garbageCollectorMetrics() {
    return new JvmGcMetrics();
  }

  @Bean
  MeterBinder machineMetrics() {
    return registry ->
        List.of(
                new JvmMemoryMetrics(),
                new JvmThreadMetrics(),
                new ProcessorMetrics(),
                new UptimeMetrics(),
                new FileDescriptorMetrics())
            .forEach(binder -> binder.bindTo(registry));
  }

  @Bean
  RequestMetrics requestMetrics(PrometheusMeterRegistry registry) {
    return new RequestMetrics(registry);
  }

  /// After the start, which it would only slow down.
  @Bean
  ApplicationListener<ApplicationReadyEvent> boundMetrics(
      PrometheusMeterRegistry registry, ObjectProvider<MeterBinder> binders) {
    return _ -> binders.orderedStream().forEach(binder -> binder.bindTo(registry));
  }

  @Bean
  RouterFunction<ServerResponse> metrics(PrometheusMeterRegistry registry) {
    return RouterFunctions.route()
        .GET(
            "/metrics",
            _ ->
                Mono.fromCallable(registry::scrape)
                    .subscribeOn(Schedulers.boundedElastic())
                    .flatMap(text ->
                        ServerResponse.ok()
                            .contentType(
                                MediaType.parseMediaType(
                                    "text/plain; version=0.0.4; charset=utf-8"))
                            .bodyValue(text)))
        .build();
  }
}
