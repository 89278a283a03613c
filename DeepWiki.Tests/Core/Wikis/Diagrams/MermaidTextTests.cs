using DeepWiki.Core.Wikis.Diagrams;

namespace DeepWiki.Tests.Core.Wikis.Diagrams;

[Trait("Category", "Unit")]
public sealed class MermaidTextTests
{
    [Theory]
    [InlineData("graph LR\nA[Start] --> B{ok?}\nB -->|yes| C((End))", "graph TD\n  A[\"Start\"] --> B{\"ok?\"}\n  B -->|\"yes\"| C((\"End\"))\n")]
    [InlineData("flowchart TD; A-->B; B-- no -->C;", "graph TD\n  A --> B\n  B -->|\"no\"| C\n")]
    [InlineData("graph TD\nA[foo(bar)] --> B[\"say \"hi\" & go\"]", "graph TD\n  A[\"foo(bar)\"] --> B[\"say #34;hi#34; #38; go\"]\n")]
    [InlineData("graph TD\nend --> src/a.ts", "graph TD\n  n1[\"end\"] --> n2[\"src/a.ts\"]\n")]
    [InlineData(
        "%%{init: {\"theme\":\"dark\"}}%%\ngraph TD\n%% note\nA-->B\nstyle A fill:#f00\nclick A href \"javascript:alert(1)\"\nclassDef x fill:#fff",
        "graph TD\n  A --> B\n")]
    [InlineData("graph TD\nA & B ==> C -.-> D --- E", "graph TD\n  A & B ==> C -.-> D --- E\n")]
    [InlineData(
        "```mermaid\ngraph TD\nA[\"1. first<br>line\"]-->B[`code` *x*]\n```",
        "graph TD\n  A[\"1#46; first<br/>line\"] --> B[\"#96;code#96; #42;x#42;\"]\n")]
    [InlineData("graph TD\nsubgraph one [First part]\nA --> B\nend\nB --> one", "graph TD\n  subgraph n1[\"First part\"]\n    A --> B\n  end\n  B --> n1\n")]
    public void A_flowchart_is_written_in_the_form_that_parses(string source, string expected)
    {
        Assert.Equal(expected, MermaidText.Repair(source));
    }

    [Theory]
    [InlineData(
        "sequenceDiagram\nparticipant A as The client\nA->>+B: get; all #1\nactivate B\nalt found\nB-->>-A: 200\nelse\nB-->>A: 404\nend\nNote over A,B: done",
        "sequenceDiagram\n  participant A as The client\n  participant B as B\n  A->>B: get#59; all #35;1\n  alt found\n    B-->>A: 200\n  else\n    B-->>A: "
            + "404\n  end\n  Note over A,B: done\n")]
    [InlineData(
        "classDiagram\nclass Animal {\n+String name\n+eat(food: List<Food>) bool\n}\nAnimal <|-- Dog : is a\n<<interface>> Animal",
        "classDiagram\n  class Animal {\n    <<interface>>\n    +String name\n    +eat(food: List~Food~) bool\n  }\n  class Dog\n  Animal <|-- Dog : is a\n")]
    [InlineData(
        "stateDiagram-v2\n[*] --> Idle\nIdle --> Busy : work (now)\nstate Busy {\nA --> B\n}",
        "stateDiagram-v2\n  [*] --> Idle\n  Idle --> Busy : work #40;now#41;\n  state Busy {\n    A --> B\n  }\n")]
    [InlineData(
        "erDiagram\nUSER ||--o{ ORDER : places\nUSER {\nint id PK\nvarchar(20) name \"the name\"\n}",
        "erDiagram\n  USER {\n    int id PK\n    varchar_20 name \"the name\"\n  }\n  USER ||--o{ ORDER : \"places\"\n")]
    public void Other_kinds_are_written_in_the_form_that_parses(string source, string expected)
    {
        Assert.Equal(expected, MermaidText.Repair(source));
    }

    [Theory]
    [InlineData("")]
    [InlineData("pie title Pets\n\"Dogs\" : 3")]
    [InlineData("graph TD")]
    [InlineData("graph TD\n)))(((\n][\n}{\n((")]
    [InlineData("no diagram at all")]
    public void What_cannot_be_understood_is_null(string source)
    {
        Assert.Null(MermaidText.Repair(source));
    }

    [Fact]
    public void Too_much_is_null()
    {
        var edges = string.Join('\n', Enumerable.Range(0, 501).Select(i => $"A{i} --> B{i}"));

        Assert.Null(MermaidText.Repair($"graph TD\n{edges}"));
        Assert.Null(MermaidText.Repair($"graph TD\nA[\"{new string('x', 50_000)}\"]"));
    }

    [Theory]
    [InlineData("sequenceDiagram\na->>b: x\n", "loop\n", 9_990, "")]
    [InlineData("graph TD\n", "subgraph\n", 2_700, "b\n")]
    [InlineData("stateDiagram-v2\na --> b\n", "state a {\n", 4_900, "")]
    public void Deep_nesting_is_given_up_early(string head, string block, int depth, string rest)
    {
        var source = head + string.Concat(Enumerable.Repeat(block, depth)) + string.Concat(Enumerable.Repeat(rest, 12_500));
        MermaidText.Repair(source);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var repaired = MermaidText.Repair(source);

        Assert.Null(repaired);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
    }

    [Theory]
    [InlineData("sequenceDiagram\n", "loop all\n", "a->>b: x\n", "end\n", "loop all", "end")]
    [InlineData("graph TD\n", "subgraph x\n", "a --> b\n", "end\n", "subgraph", "end")]
    [InlineData("stateDiagram-v2\n", "state s {\n", "a --> b\n", "}\n", "state s {", "}")]
    public void What_stands_too_deep_moves_up(string head, string block, string line, string end, string opening, string closing)
    {
        var repaired = MermaidText.Repair(head + string.Concat(Enumerable.Repeat(block, 17)) + line + string.Concat(Enumerable.Repeat(end, 17)) + line);

        Assert.NotNull(repaired);
        var lines = repaired.Split('\n').Select(text => text.Trim()).ToList();
        Assert.Equal((16, 16), (lines.Count(text => text.StartsWith(opening, StringComparison.Ordinal)), lines.Count(text => text == closing)));
    }

    [Fact]
    public void Repairing_twice_changes_nothing()
    {
        var once = MermaidText.Repair("graph LR\nsubgraph Layer A\nx[\"a #quot;b#quot; <c>\"] -->|one; two| y(z)\nend\nstyle x fill:red");

        Assert.NotNull(once);
        Assert.Equal(once, MermaidText.Repair(once));
    }

    [Fact]
    public void Nothing_makes_it_throw_or_say_what_a_label_must_not()
    {
        var random = new Random(11);
        string[] shreds =
        [
            "A", "B1", "-->", "---", "-- text -->", "-.->", "==>", "[", "]", "(", ")", "{", "}", "\"", "|", "&", ";", "\n", " ",
            "subgraph x", "end", "%%", ":::c",
            "@{", "<script>", "javascript:",
            "click A call x()", "#", "\\n", "`", "state ", "class ", ": ", "<|--", "||--o{", "->>", "note over A", "\u0000", "\ud800",
            "[*]", "participant ", "loop ", "direction LR",
        ];
        string[] kinds = ["graph TD\n", "flowchart LR\n", "sequenceDiagram\n", "classDiagram\n", "stateDiagram-v2\n", "erDiagram\n"];
        for (var round = 0; round < 6_000; round++)
        {
            var source = kinds[round % kinds.Length] + string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => shreds[random.Next(shreds.Length)]));

            var repaired = MermaidText.Repair(source);

            Assert.DoesNotContain("<script", repaired ?? "", StringComparison.OrdinalIgnoreCase);

            // In a class it is the name of a member.
            Assert.DoesNotContain((repaired ?? "").Split('\n'), line => line.StartsWith("  click ", StringComparison.Ordinal));
            Assert.DoesNotContain("\0", repaired ?? "", StringComparison.Ordinal);
        }
    }
}
