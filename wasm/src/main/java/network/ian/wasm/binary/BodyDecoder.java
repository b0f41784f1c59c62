package network.ian.wasm.binary;

import java.util.ArrayList;
import java.util.List;

/** Reads the bodies of the functions: every instruction known, every block closed, every label in reach. */
final class BodyDecoder {

    private final List<FunctionType> types;
    private int localsInAll;
    private final byte[] open = new byte[ModuleLimits.NESTING + 1];

    BodyDecoder(List<FunctionType> types) {
        this.types = types;
    }

    Body decode(Cursor cursor, int function, FunctionType type) {
        String place = "function " + function;
        int size = cursor.size(place);
        if (size > ModuleLimits.BODY_BYTES) {
            throw cursor.fail(cursor.at(), place + " has " + size + " bytes, the limit is " + ModuleLimits.BODY_BYTES);
        }
        Cursor body = cursor.part(size, place);
        List<Body.Locals> locals = locals(body, place, type.parameters().size());
        int from = body.at();
        check(new InstructionReader(body, place));
        return new Body(locals, from, body.end());
    }

    private List<Body.Locals> locals(Cursor body, String place, int parameters) {
        int from = body.at();
        int runs = body.count("runs of locals in " + place + ":", ModuleLimits.LOCALS);
        List<Body.Locals> locals = new ArrayList<>();
        long total = parameters;
        for (int i = 0; i < runs; i++) {
            long count = body.u32("a count of locals");
            total += count;
            if (total > ModuleLimits.LOCALS) {
                throw body.fail(
                        from, place + " has " + total + " parameters and locals, the limit is " + ModuleLimits.LOCALS);
            }
            int type = body.u8("a local's type");
            if (!ValueType.isNumber(type)) {
                throw body.fail(
                        body.at() - 1, place + ": a local of type " + ValueType.name(type) + " is not accepted");
            }
            locals.add(new Body.Locals((int) count, (byte) type));
        }
        localsInAll += (int) total - parameters;
        if (localsInAll > ModuleLimits.LOCALS_IN_ALL) {
            throw body.fail(from, "the functions declare more than " + ModuleLimits.LOCALS_IN_ALL + " locals together");
        }
        return locals;
    }

    private void check(InstructionReader reader) {
        int depth = 0;
        int blocks = 0;
        open[0] = Operations.BLOCK;
        while (depth >= 0) {
            if (reader.atEnd()) {
                throw reader.fail("the body ends inside a block");
            }
            int code = reader.next().code();
            switch (code) {
                case Operations.BLOCK, Operations.LOOP, Operations.IF -> {
                    withoutParameters(reader);
                    depth = deeper(reader, depth, code);
                    blocks = counted(reader, blocks);
                }
                case Operations.ELSE -> turn(reader, depth);
                case Operations.END -> depth--;
                case Operations.BR, Operations.BR_IF -> inReach(reader, reader.immediate(), depth);
                case Operations.BR_TABLE -> {
                    for (int label : reader.labels()) {
                        inReach(reader, label, depth);
                    }
                }
                default -> {}
            }
        }
        if (!reader.atEnd()) {
            throw reader.fail("code after the function's end");
        }
    }

    /** Of all the engines' code this is where they were found to disagree, and no common compiler makes such blocks. */
    private void withoutParameters(InstructionReader reader) {
        long type = reader.immediate();
        if (type >= types.size()) {
            throw reader.fail("type " + type + " of a block does not exist");
        }
        if (type >= ModuleLimits.BLOCK_TYPES) {
            throw reader.fail("type " + type + " of a block is not accepted: blocks, loops and ifs have types 0 to "
                    + (ModuleLimits.BLOCK_TYPES - 1));
        }
        if (type >= 0 && !types.get((int) type).parameters().isEmpty()) {
            throw reader.fail("multi-value: parameters of blocks, loops and ifs are not accepted, only their results");
        }
    }

    private int deeper(InstructionReader reader, int depth, int code) {
        if (depth == ModuleLimits.NESTING) {
            throw reader.fail("more than " + ModuleLimits.NESTING + " blocks inside one another");
        }
        open[depth + 1] = (byte) code;
        return depth + 1;
    }

    private static int counted(InstructionReader reader, int blocks) {
        if (blocks == ModuleLimits.BLOCKS) {
            throw reader.fail("more than " + ModuleLimits.BLOCKS + " blocks, loops and ifs in one function");
        }
        return blocks + 1;
    }

    private void turn(InstructionReader reader, int depth) {
        if (open[depth] != Operations.IF) {
            throw reader.fail("an else without its if");
        }
        open[depth] = Operations.ELSE;
    }

    private static void inReach(InstructionReader reader, long label, int depth) {
        if (label > depth) {
            throw reader.fail("label " + label + " of a branch does not exist");
        }
    }
}
