package network.ian.wasm.binary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the element, data count and data sections. */
final class SegmentDecoder {

    private static final int WITH_INDEX = 2;
    private static final int PASSIVE = 1;

    private final List<DecodedModule.ElementSegment> elements = new ArrayList<>();
    private final List<DecodedModule.DataSegment> data = new ArrayList<>();
    private Optional<Integer> dataCount = Optional.empty();
    private int dataFrom;
    private int dataTo;

    List<DecodedModule.ElementSegment> elements() {
        return elements;
    }

    List<DecodedModule.DataSegment> data() {
        return data;
    }

    Optional<Integer> dataCount() {
        return dataCount;
    }

    int dataFrom() {
        return dataFrom;
    }

    int dataTo() {
        return dataTo;
    }

    void readElements(Cursor section) {
        int count = section.count("element segments:", ModuleLimits.ELEMENT_SEGMENTS);
        for (int i = 0; i < count; i++) {
            elements.add(element(section, "element segment " + i));
        }
    }

    private static DecodedModule.ElementSegment element(Cursor section, String what) {
        int from = section.at();
        long flags = section.u32(what);
        if (flags != 0 && flags != WITH_INDEX) {
            throw section.fail(
                    from, what + " is passive, declarative or made of expressions (reference types): not accepted");
        }
        if (flags == WITH_INDEX && section.u32("the index of a table") != 0) {
            throw section.fail(from, what + ": only one table is accepted");
        }
        int offset = section.at();
        long address = ConstantExpression.read(section, what);
        int offsetTo = section.at();
        if (flags == WITH_INDEX && section.u8(what) != 0) {
            throw section.fail(section.at() - 1, what + " does not hold functions");
        }
        int size = section.count("functions of " + what + ":", ModuleLimits.TABLE_ENTRIES);
        List<Integer> functions = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            functions.add((int) Math.min(section.u32("a function"), Integer.MAX_VALUE));
        }
        return new DecodedModule.ElementSegment(address, offset, offsetTo, functions);
    }

    void readDataCount(Cursor section) {
        dataCount = Optional.of(section.count("data segments:", ModuleLimits.DATA_SEGMENTS));
    }

    void readData(Cursor section) {
        dataFrom = section.at();
        int count = section.count("data segments:", ModuleLimits.DATA_SEGMENTS);
        for (int i = 0; i < count; i++) {
            data.add(dataSegment(section, "data segment " + i));
        }
        dataTo = section.at();
    }

    private static DecodedModule.DataSegment dataSegment(Cursor section, String what) {
        int from = section.at();
        long flags = section.u32(what);
        if (flags > WITH_INDEX) {
            throw section.fail(from, what + " is of an unknown kind: " + flags);
        }
        if (flags == WITH_INDEX && section.u32("the index of a memory") != 0) {
            throw section.fail(from, what + ": multi-memory is not accepted");
        }
        long address = flags == PASSIVE ? -1 : ConstantExpression.read(section, what);
        int size = section.size(what);
        section.skip(size, what);
        return new DecodedModule.DataSegment(address, size);
    }

    void checkCount(Cursor end) {
        if (dataCount.isPresent() && dataCount.get() != data.size()) {
            throw end.fail(end.at(), dataCount.get() + " data segments are announced, " + data.size() + " are there");
        }
    }
}
