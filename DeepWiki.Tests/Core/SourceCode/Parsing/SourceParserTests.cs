using DeepWiki.Core.Processes;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.SourceCode.Parsing;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeepWiki.Tests.Core.SourceCode.Parsing;

/// <summary>Sources read with a real ctags; the samples of chunking have more languages.</summary>
[Trait("Category", "Integration")]
public sealed class SourceParserTests : IAsyncLifetime
{
    private readonly ChildProcesses children = new(new ChildTools(), TimeProvider.System, NullLogger<ChildProcesses>.Instance);
    private CtagsSymbols? ctags;

    public static TheoryData<string, string, string, DeclarationKind, int, int, int, int, bool, bool> Samples => new()
    {
        // Path, text, name, kind, lines, lines of the documentation, test, exported.
        {
            "a.cs", "/// <summary>Runs.</summary>\n[Serializable]\npublic class Runner(int a)\n{\n}\n",
            "Runner", DeclarationKind.Class, 3, 5, 1, 1, false, true
        },
        { "a.cs", "class T\n{\n    [Fact]\n    public void Works()\n    {\n    }\n}\n", "T.Works", DeclarationKind.Method, 4, 6, 0, 0, true, true },
        {
            "a.go", "package q\n\n// Push adds.\nfunc (q *Queue[T]) Push(i T) {\n\tq.n++\n}\n",
            "q.Queue.Push", DeclarationKind.Method, 4, 6, 3, 3, false, true
        },
        {
            "a.py", "class A:\n    def _run(self):\n        \"\"\"Runs.\n        Twice.\"\"\"\n        return 1\n",
            "A._run", DeclarationKind.Method, 2, 5, 3, 4, false, false
        },
        {
            "a.ts", "/**\n * Parses.\n */\nexport const parse = async (t: string) => {\n  return t;\n};\n",
            "parse", DeclarationKind.Function, 4, 6, 1, 3, false, true
        },
        {
            "b.ts", "/**\n * Parses.\n */\n\nexport const parse = async (t: string) => {\n  return t;\n};\n",
            "parse", DeclarationKind.Function, 5, 7, 1, 3, false, true
        },
        { "c.ts", "/* A note. */\n\nexport function parse() {\n  return 1;\n}\n", "parse", DeclarationKind.Function, 3, 5, 0, 0, false, true },
        { "A.java", "class A {\n    @Test\n    void works() {\n    }\n}\n", "A.works", DeclarationKind.Method, 3, 4, 0, 0, true, false },
        { "a.rs", "/// Holds.\n#[derive(Debug)]\npub struct Pool {\n    n: u8,\n}\n", "Pool", DeclarationKind.Struct, 3, 5, 1, 1, false, true },
        { "a.c", "/* Adds. */\nstatic int add(int a)\n{\n    return a;\n}\n", "add", DeclarationKind.Function, 2, 5, 1, 1, false, false },
    };

    public ValueTask InitializeAsync()
    {
        ctags = new CtagsSymbols(children, TimeProvider.System, NullLogger<CtagsSymbols>.Instance);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (ctags is not null)
        {
            await ctags.DisposeAsync();
        }

        children.Dispose();
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_declaration_has_its_kind_its_lines_and_its_marks(
        string path, string text, string name, DeclarationKind kind, int line, int end, int docFrom, int docTo, bool isTest, bool isExported)
    {
        Assert.NotNull(ctags);

        var source = await new SourceParser(ctags).ParseAsync(path, new SourceLines(text), TestContext.Current.CancellationToken);

        var found = Assert.Single(source.Declarations, declaration => declaration.FullName == name);
        Assert.Equal((kind, line, end), (found.Kind, found.Line, found.EndLine));
        Assert.Equal(docFrom == 0 ? null : new LineSpan(docFrom, docTo), found.Doc);
        Assert.Equal((isTest, isExported), (found.IsTest, found.IsExported));
    }

    [Fact]
    public void A_licence_is_no_documentation_of_a_file()
    {
        var source = SourceParser.Parse("a.go", new SourceLines("// Copyright of somebody.\n\n// Keeps the orders of a day.\n\npackage shop\n"));

        Assert.Equal(new LineSpan(3, 3), source.Doc);
    }

    [Fact]
    public void Blank_lines_in_a_block_comment_end_no_documentation_of_a_file()
    {
        var source = SourceParser.Parse("lib.rs", new SourceLines("/*!\nKeeps the orders of a day.\n\nEach once.\n*/\n\nmod a;\n"));

        Assert.Equal(new LineSpan(1, 5), source.Doc);
    }
}
