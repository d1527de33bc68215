package portolan.query;

import static io.r2dbc.postgresql.codec.PostgresqlObjectId.BOOL;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.BOOL_ARRAY;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.INT4;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.INT4_ARRAY;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.INT8;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.INT8_ARRAY;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.TEXT;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.TEXT_ARRAY;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.TIMESTAMPTZ;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.TIMESTAMPTZ_ARRAY;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.client.EncodedParameter;
import io.r2dbc.postgresql.codec.Codec;
import io.r2dbc.postgresql.codec.CodecMetadata;
import io.r2dbc.postgresql.codec.CodecRegistry;
import io.r2dbc.postgresql.codec.PostgresTypeIdentifier;
import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.postgresql.extension.CodecRegistrar;
import io.r2dbc.postgresql.message.Format;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/// Sends arrays of one dimension in PostgreSQL's binary form. The driver writes them as texts with
/// quotes, which takes both sides several times as long.
///
/// Found by the driver as a service. Source: PostgreSQL's `array_recv`.
public final class BinaryArrays implements CodecRegistrar {
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
  private static final int HEADER = 5 * Integer.BYTES;
  private static final int USUAL = 16;
  private static final int ABSENT = -1;

  @Override
  public Publisher<Void> register(
      PostgresqlConnection connection, ByteBufAllocator buffers, CodecRegistry registry) {
    return Mono.fromRunnable(() -> codecs(buffers).forEach(registry::addFirst));
  }

  private static List<ArrayCodec<?>> codecs(ByteBufAllocator buffers) {
    return List.of(
        new ArrayCodec<>(Integer[].class, INT4_ARRAY, INT4, ByteBuf::writeInt, buffers),
        new ArrayCodec<>(Long[].class, INT8_ARRAY, INT8, ByteBuf::writeLong, buffers),
        new ArrayCodec<>(Boolean[].class, BOOL_ARRAY, BOOL, ByteBuf::writeBoolean, buffers),
        new ArrayCodec<>(String[].class, TEXT_ARRAY, TEXT, BinaryArrays::writeText, buffers),
        new ArrayCodec<>(
            Instant[].class, TIMESTAMPTZ_ARRAY, TIMESTAMPTZ, BinaryArrays::writeMicros, buffers));
  }

  /// Half as long as by Netty's own writing, which goes through the text twice.
  private static void writeText(ByteBuf buffer, String text) {
    buffer.writeBytes(text.getBytes(UTF_8));
  }

  private static void writeMicros(ByteBuf buffer, Instant time) {
    buffer.writeLong(ChronoUnit.MICROS.between(EPOCH, time));
  }

  private interface Form<T> {
    void write(ByteBuf buffer, T element);
  }

  private record ArrayCodec<T>(
      Class<T[]> type,
      PostgresqlObjectId arrayType,
      PostgresqlObjectId elementType,
      Form<T> form,
      ByteBufAllocator buffers)
      implements Codec<T[]>, CodecMetadata {

    @Override
    public boolean canEncode(Object value) {
      return type.isInstance(value);
    }

    @Override
    public EncodedParameter encode(Object value) {
      return encode(value, arrayType.getObjectId());
    }

    @Override
    public EncodedParameter encode(Object value, int asType) {
      return new EncodedParameter(
          Format.FORMAT_BINARY, asType, Mono.fromSupplier(() -> written(type.cast(value))));
    }

    private ByteBuf written(@Nullable T[] array) {
      var buffer = buffers.buffer(HEADER + array.length * USUAL);
      buffer.writeInt(array.length == 0 ? 0 : 1); // dimensions
      buffer.writeInt(1); // some may be null
      buffer.writeInt(elementType.getObjectId());
      if (array.length > 0) {
        buffer.writeInt(array.length).writeInt(1); // how many, the first of which has the number 1
      }
      for (var element : array) {
        write(element, buffer);
      }
      return buffer;
    }

    private void write(@Nullable T element, ByteBuf buffer) {
      int begin = buffer.writerIndex();
      buffer.writeInt(ABSENT);
      if (element != null) {
        form.write(buffer, element);
        buffer.setInt(begin, buffer.writerIndex() - begin - Integer.BYTES);
      }
    }

    /// What comes back is the driver's matter.
    @Override
    public boolean canDecode(int dataType, Format format, Class<?> wanted) {
      return false;
    }

    @Override
    public Iterable<PostgresTypeIdentifier> getDataTypes() {
      return List.of();
    }

    @Override
    public boolean canEncodeNull(Class<?> wanted) {
      return false;
    }

    @Override
    public T[] decode(
        @Nullable ByteBuf buffer, int dataType, Format format, Class<? extends T[]> wanted) {
      throw new UnsupportedOperationException();
    }

    @Override
    public EncodedParameter encodeNull() {
      throw new UnsupportedOperationException();
    }
  }
}
