using System.Globalization;
using System.Text;

namespace DeepWiki.Benchmarks.Corpus;

/// <summary>Writes files that look like code and documents: declarations, comments and calls, until a length is reached.</summary>
internal static class SourceText
{
    public static string Write(CorpusLanguage language, string name, int length, Random random) => language switch
    {
        CorpusLanguage.CSharp => CSharp(name, length, random),
        CorpusLanguage.Go => Go(length, random),
        CorpusLanguage.Python => Python(length, random),
        CorpusLanguage.Markdown => Markdown(name, length, random),
        _ => Yaml(length, random),
    };

    private static string CSharp(string name, int length, Random random)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"using System;\nusing System.Collections.Generic;\n\nnamespace Acme.{Vocabulary.Type(random)};\n\n");
        text.Append(CultureInfo.InvariantCulture, $"/// <summary>{Vocabulary.Sentence(random)}</summary>\npublic sealed class {name}\n{{\n");
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            text.Append(CultureInfo.InvariantCulture, $"    private readonly {Vocabulary.Type(random)} {Vocabulary.Variable(random)};\n");
        }

        do
        {
            text.Append(CultureInfo.InvariantCulture, $"\n    /// <summary>{Vocabulary.Sentence(random)}</summary>\n");
            text.Append(
                CultureInfo.InvariantCulture,
                $"    public {Vocabulary.Type(random)} {Vocabulary.Method(random)}({Vocabulary.Type(random)} {Vocabulary.Variable(random)})\n    {{\n");
            Body(text, random, "        ", ";", call => $"var {Vocabulary.Variable(random)} = {call}", "return new(");
            text.Append("    }\n");
        }
        while (text.Length < length);

        return text.Append("}\n").ToString();
    }

    private static string Go(int length, Random random)
    {
        var text = new StringBuilder();
        var type = Vocabulary.Type(random);
        text.Append(
            CultureInfo.InvariantCulture,
            $"package {Vocabulary.Noun(random)}\n\n// {type} is one. {Vocabulary.Sentence(random)}\ntype {type} struct {{\n\t{Vocabulary.Variable(random)} "
                + $"int\n}}\n");
        do
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n// {Vocabulary.Sentence(random)}\nfunc (self *{type}) {Vocabulary.Method(random)}({Vocabulary.Variable(random)} "
                    + $"*{Vocabulary.Type(random)}) error {{\n");
            Body(text, random, "\t", "", call => $"{Vocabulary.Variable(random)} := {call}", "return wrap(");
            text.Append("}\n");
        }
        while (text.Length < length);

        return text.ToString();
    }

    private static string Python(int length, Random random)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"\"\"\"{Vocabulary.Sentence(random)}\"\"\"\n\n\nclass {Vocabulary.Type(random)}:\n    \"\"\"{Vocabulary.Sentence(random)}\"\"\"\n");
        do
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n    def {Snake(Vocabulary.Method(random))}(self, {Snake(Vocabulary.Variable(random))}):\n        "
                    + $"\"\"\"{Vocabulary.Sentence(random)}\"\"\"\n");
            Body(text, random, "        ", "", call => $"{Snake(Vocabulary.Variable(random))} = {call}", "return dict(");
        }
        while (text.Length < length);

        return text.ToString();
    }

    private static string Markdown(string name, int length, Random random)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {name}\n\n{Vocabulary.Sentence(random)}\n");
        do
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {Vocabulary.Type(random)}\n\n");
            for (var i = random.Next(2, 9); i > 0; i--)
            {
                text.Append(CultureInfo.InvariantCulture, $"{Vocabulary.Sentence(random)} See `{Vocabulary.Method(random)}`.\n");
            }
        }
        while (text.Length < length);

        return text.ToString();
    }

    private static string Yaml(int length, Random random)
    {
        var text = new StringBuilder();
        do
        {
            text.Append(CultureInfo.InvariantCulture, $"{Snake(Vocabulary.Type(random))}:\n");
            for (var i = random.Next(2, 9); i > 0; i--)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {Snake(Vocabulary.Variable(random))}: {random.Next(10_000)}\n");
            }
        }
        while (text.Length < length);

        return text.ToString();
    }

    private static void Body(StringBuilder text, Random random, string indent, string end, Func<string, string> assign, string give)
    {
        for (var i = random.Next(2, 12); i > 0; i--)
        {
            var call = $"{Vocabulary.Variable(random)}.{Vocabulary.Method(random)}({Vocabulary.Variable(random)}, {random.Next(1000)})";
            text.Append(indent).Append(random.Next(3) == 0 ? call : assign(call)).Append(end).Append('\n');
        }

        text.Append(indent).Append(give).Append(Vocabulary.Variable(random)).Append(')').Append(end).Append('\n');
    }

    private static string Snake(string name) =>
        string.Concat(name.Select((letter, place) => char.IsUpper(letter) ? (place == 0 ? "" : "_") + char.ToLowerInvariant(letter) : letter.ToString()));
}
