package kube.controlplane.apiserver.http.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/// How a message of a WebSocket carries bytes: as they are, or as text for clients that know only
/// text.
enum MessageForm {

  BINARY {
    @Override
    byte[] read(WebSocketFrame frame) {
      return ByteBufUtil.getBytes(frame.content());
    }

    @Override
    WebSocketFrame write(int stream, byte[] bytes) {
      return new BinaryWebSocketFrame(
          Unpooled.wrappedBuffer(new byte[]{(byte) stream}, bytes));
    }
  },

  /// The stream's number is a digit and the rest is base64.
  BASE64 {
    @Override
    byte[] read(WebSocketFrame frame) {
      byte[] text = ByteBufUtil.getBytes(frame.content());
      if (text.length == 0) return text;
      byte[] content = decoded(new String(text, 1, text.length - 1, US_ASCII));
      byte[] message = new byte[content.length + 1];
      message[0] = (byte) (text[0] - '0');
      System.arraycopy(content, 0, message, 1, content.length);
      return message;
    }

    @Override
    WebSocketFrame write(int stream, byte[] bytes) {
      return new TextWebSocketFrame(stream + Base64.getEncoder().encodeToString(bytes));
    }
  };

  /// The message, its first byte the number of the stream.
  abstract byte[] read(WebSocketFrame frame);

  abstract WebSocketFrame write(int stream, byte[] bytes);

  /// What is no base64 says nothing.
  private static byte[] decoded(String text) {
    try {
      return Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }
}
