using System.Collections.Frozen;

namespace DeepWiki.Core.SourceCode;

/// <summary>Tells the kind of a file from its path: used to rank, to list and to lay out a wiki.</summary>
public static class FileKinds
{
    private static readonly FrozenSet<string> CodeExtensions = Words(
        """
        .ada .adb .ads .as .asm .astro .awk .bas .bash .bat .bzl .c .cc .cjs .clj .cljc .cljs .cls .cmd .coffee .cpp .cr .cs .cshtml .csx .cts .cu .cuh .cxx .d
        .dart .dfm .el .elm .erl .ex .exs .f .f03 .f08 .f90 .f95 .fish .for .fs .fsi .fsx .gd .gleam .go .gql .gradle .graphql .groovy .h .hcl .hh .hlsl
        .hpp .hrl
        .hs .hx .hxx .idl .inl .ipp .java .jl .js .jsx .kt .kts .l .lisp .lua .m .metal .mjs .ml .mli .mm .mts .nim .nix .pas .php .pl .pm .proto .ps1
        .psm1 .purs
        .py .pyi .pyx .r .rake .razor .rb .re .res .rkt .rs .s .sc .scala .scm .sh .sol .sql .sv .svelte .swift .tcl .tf .thrift .tla .ts .tsx .v .vb .vbs .vhd
        .vhdl .vim .vue .wat .wgsl .y .zig .zsh
        """);

    private static readonly FrozenSet<string> TestFolders = Words(
        "test tests __tests__ spec specs testdata testing fixtures e2e bench benches benchmark benchmarks playground");

    private static readonly FrozenSet<string> ExampleFolders = Words(
        "example examples sample samples demo demos docs website snippets scripts build eng .github");

    private static readonly string[] TestFolderEndings = [".Test", ".Tests", "Tests", ".Specs", "-tests"];

    /// <summary>The kind of the file at <paramref name="path"/>, whose components stand between <c>/</c>.</summary>
    public static FileKind Of(string path)
    {
        var slash = path.LastIndexOf('/');
        var name = path[(slash + 1)..];
        var folders = slash < 0 ? [] : path[..slash].Split('/');
        var isCode = CodeExtensions.Contains(Path.GetExtension(name).ToLowerInvariant()) || name is "Makefile" or "Dockerfile" or "Rakefile" or "Jenkinsfile";
        var kind = isCode ? FileKind.Code : FileKind.Document;
        if (IsTestName(name) || folders.Any(IsTestFolder))
        {
            kind |= FileKind.Test;
        }

        return folders.Any(ExampleFolders.Contains) ? kind | FileKind.Example : kind;
    }

    private static bool IsTestFolder(string folder) =>
        TestFolders.Contains(folder) || TestFolderEndings.Any(ending => folder.EndsWith(ending, StringComparison.Ordinal));

    private static bool IsTestName(string name)
    {
        var stem = Path.GetFileNameWithoutExtension(name);

        return stem.Length < name.Length
            && (stem.EndsWith("_test", StringComparison.Ordinal)
                || stem.EndsWith("Tests", StringComparison.Ordinal)
                || name is "conftest.py" or "tests.rs"
                || name.EndsWith("Test.java", StringComparison.Ordinal)
                || name.EndsWith("Test.cs", StringComparison.Ordinal)
                || name.EndsWith("Test.kt", StringComparison.Ordinal)
                || (name.StartsWith("test_", StringComparison.Ordinal) && name.EndsWith(".py", StringComparison.Ordinal))
                || name.Split('.')[1..^1].Any(part => part is "test" or "spec" or "bench"));
    }

    private static FrozenSet<string> Words(string text) =>
        text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
