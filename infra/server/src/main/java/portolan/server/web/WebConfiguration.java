package portolan.server.web;

import io.netty.channel.ChannelOption;
import java.time.Duration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.Ssl;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import portolan.server.configuration.Role;
import portolan.server.configuration.Settings;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;

/// The web server: Reactor Netty with bounded heads and times.
@Configuration(proxyBeanMethods = false)
public class WebConfiguration {
  /// As long as nginx gives a client.
  private static final Duration LINGERING = Duration.ofSeconds(30);

  @Bean
  NettyReactiveWebServerFactory webServer(Settings settings) {
    DroppedErrors.log();
    var factory = new NettyReactiveWebServerFactory(settings.port());
    factory.setAddress(new java.net.InetSocketAddress(settings.address(), 0).getAddress());
    factory.setShutdown(Shutdown.GRACEFUL);
    factory.addServerCustomizers(server -> tuned(server, settings));
    if (settings.tls().certificate() != null) {
      factory.setSsl(ssl(settings.tls()));
    }
    return factory;
  }

  @Bean
  RouterFunction<ServerResponse> landing(Settings settings) {
    return settings.has(Role.PORTAL)
        ? new Landing(settings).routes().and(new ApiPage().routes())
        : RouterFunctions.route().GET("/", _ -> ServerResponse.notFound().build()).build();
  }

  @Bean
  Farewell farewell(ApplicationAvailability availability) {
    return new Farewell(availability);
  }

  @Bean
  DefaultLifecycleProcessor lifecycleProcessor(Settings settings) {
    var processor = new DefaultLifecycleProcessor();
    processor.setTimeoutPerShutdownPhase(settings.drain().toMillis());
    return processor;
  }

  private static HttpServer tuned(HttpServer server, Settings settings) {
    var http = settings.http();
    int headSize = (int) http.headSize().toBytes();
    return server
        .protocol(protocols(settings))
        .option(ChannelOption.SO_BACKLOG, 1024)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .maxKeepAliveRequests(-1)
        .idleTimeout(http.idle())
        .readTimeout(http.idle())
        .forwarded(LooseAddress::escape)
        .mapHandle(WebConfiguration::answered)
        .doOnChannelInit((_, channel, _) -> {
          HeadDeadline.watch(channel, http.headTime());
          LingeringClose.watch(channel, LINGERING);
          HeadCheck.watch(channel);
          StalledReader.watch(channel, http.idle());
        })
        .httpRequestDecoder(spec -> spec.maxInitialLineLength(headSize).maxHeaderSize(headSize));
  }

  /// No answer is ever taken for something else than it says, whoever wrote it.
  private static Mono<Void> answered(Mono<Void> answer, Connection connection) {
    if (connection instanceof HttpServerResponse response) {
      response.header("X-Content-Type-Options", "nosniff");
    }
    return BrokenAddress.told(answer, connection);
  }

  private static HttpProtocol[] protocols(Settings settings) {
    if (!settings.http().http2()) {
      return new HttpProtocol[] {HttpProtocol.HTTP11};
    }
    return settings.tls().certificate() == null
        ? new HttpProtocol[] {HttpProtocol.HTTP11, HttpProtocol.H2C}
        : new HttpProtocol[] {HttpProtocol.HTTP11, HttpProtocol.H2};
  }

  private static Ssl ssl(Settings.Tls tls) {
    var ssl = new Ssl();
    ssl.setCertificate("file:" + tls.certificate());
    ssl.setCertificatePrivateKey("file:" + tls.key());
    return ssl;
  }
}
