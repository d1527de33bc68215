package portolan.edge.api;

import org.springframework.format.FormatterRegistry;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

/// Makes every controller read and write in the same way.
public final class ApiConventions implements WebFluxConfigurer {

  @Override
  public void configureHttpMessageCodecs(ServerCodecConfigurer codecs) {
    var mapper = ApiJson.mapper();
    codecs.defaultCodecs().maxInMemorySize(ApiGate.LARGEST_BODY);
    codecs.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(mapper));
    codecs.defaultCodecs().jacksonJsonEncoder(new JacksonJsonEncoder(mapper));
  }

  @Override
  public void addFormatters(FormatterRegistry formatters) {
    formatters.addConverter(String.class, Boolean.class, Flags::read);
  }

  @Override
  public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
    resolvers.addCustomResolver(new CallerParameter(), new PageParameter());
  }
}
