package network.ian.app.top;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * The signal SIGWINCH. Java has no supported class for signals; {@code sun.misc.Signal} of the module {@code jdk.unsupported} is
 * what there is, and the compiler refuses to see it.
 */
final class WindowChange {

    private WindowChange() {}

    /** Runs this, in a thread of Java's, whenever the terminal's size changes; false where Java has no such signal. */
    static boolean listen(Runnable changed) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object listener = Proxy.newProxyInstance(
                    WindowChange.class.getClassLoader(),
                    new Class<?>[] {handler},
                    (proxy, method, arguments) -> called(proxy, method, arguments, changed));
            Object windowChange = signal.getConstructor(String.class).newInstance("WINCH");
            signal.getMethod("handle", signal, handler).invoke(null, windowChange, listener);
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static Object called(Object proxy, Method method, Object[] arguments, Runnable changed) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "SIGWINCH";
            default -> {
                changed.run();
                yield null;
            }
        };
    }
}
