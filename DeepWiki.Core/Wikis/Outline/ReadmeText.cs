using System.Collections.Frozen;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.TextAnalysis;
using DeepWiki.Core.Wikis.Documents;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>Text of a README without its markup.</summary>
internal sealed partial class ReadmeText
{
    private const int MaxReadmeLength = 64 * 1024;
    private const int MaxDescriptionLength = 400;
    private const int MinSentenceLength = 20;
    private const int MaxSentenceLength = 300;
    private const int ParagraphLines = 8;
    private const int MaxLineLength = 2_000;
    private const int LeadingLines = 12;
    private const int MaxTitle = 60;
    private const int MaxSearched = 80;
    private const int MinWords = 6;
    private const int MaxNameWords = 5;

    private static readonly FrozenSet<string> Generic = new[]
    {
        "readme",
        "repository",
        "introduction",
        "overview",
        "about",
        "welcome",
        "documentation",
        "tableofcontents",
        "contents",
        "home",
        "project",
        "description",
    }.ToFrozenSet(StringComparer.Ordinal);

    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    private readonly string[] lines;

    public ReadmeText(string readme, string repository)
    {
        lines = (readme.Length > MaxReadmeLength ? readme[..MaxReadmeLength] : readme).Split('\n');
        Headings = [.. FindHeadings()];
        Sentences = [.. FindSentences()];
        var definition = FindDefinition(repository);
        Title = Headings.Take(1).FirstOrDefault(heading => IsTitle(heading, repository))
            ?? (definition is { } found && Names.Folded(found.Subject) == Names.Folded(repository) ? found.Subject : "");
        Description = FindDescription(definition);
    }

    /// <summary>Its first heading; empty when it has none.</summary>
    public string Title { get; }

    /// <summary>Its first words that are text.</summary>
    public string Description { get; }

    public IReadOnlyList<string> Headings { get; }

    /// <summary>Its sentences in order.</summary>
    public IReadOnlyList<string> Sentences { get; }

    /// <summary>A document as lines of text: headings with their marks, a paragraph a line.</summary>
    public static string Plain(Document document)
    {
        var text = new StringBuilder();
        foreach (var block in document.Blocks)
        {
            text.Append(block.Kind switch
            {
                DocumentBlockKind.Heading => $"{new string('#', block.Level)} {block.Plain}\n\n",
                DocumentBlockKind.Paragraph => block.Plain + "\n\n",
                _ => "",
            });
        }

        return text.ToString();
    }

    /// <summary>A line without links, tags, images and emphasis.</summary>
    public static string Bare(string line)
    {
        var text = line.Length > MaxLineLength ? line[..MaxLineLength] : line;
        text = Image().Replace(text, "");
        text = Link().Replace(text, "${text}");
        text = ReferenceLink().Replace(text, "${text}");
        text = Tag().Replace(text, "");
        text = WebUtility
            .HtmlDecode(text)
            .Replace("**", "", StringComparison.Ordinal)
            .Replace("__", "", StringComparison.Ordinal)
            .Replace("`", "", StringComparison.Ordinal);
        return Names.Plain(Emphasis().Replace(text, "${text}"));
    }

    private IEnumerable<string> FindHeadings()
    {
        var fenced = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].AsSpan().TrimEnd();
            fenced ^= line.TrimStart().StartsWith("```");
            if (fenced || line.Length is 0 or > 300)
            {
                continue;
            }

            var level = line.Length - line.TrimStart('#').Length;
            var heading =
                level is > 0 and <= 6 && line.Length > level && line[level] == ' ' ? Bare(line[level..].TrimEnd('#').ToString())
                : i + 1 < lines.Length
                && char.IsLetterOrDigit(line[0])
                && lines[i + 1].AsSpan().Trim() is { Length: >= 3 } under
                && (under.Trim('=').IsEmpty || under.Trim('-').IsEmpty)
                && !line.Contains('|')
                    ? Bare(line.ToString())
                : HtmlHeading().Match(lines[i]) is { Success: true } match ? Bare(match.Groups["text"].Value)
                : "";
            if (heading.Any(char.IsLetterOrDigit))
            {
                yield return heading;
            }
        }
    }

    /// <summary>A heading far down is that of a chapter.</summary>
    private bool IsTitle(string heading, string repository) =>
        heading.Length <= MaxTitle
        && !Generic.Contains(Names.Folded(heading))
        && (
            Names.Folded(heading) == Names.Folded(repository)
            || lines.Where(line => line.Trim().Length > 0).Take(LeadingLines).Any(line => IsFirstLevel(line) && Bare(line.Trim('#', ' ')) == heading));

    private bool IsFirstLevel(string line) =>
        line.StartsWith("# ", StringComparison.Ordinal) || line.Contains("<h1", StringComparison.OrdinalIgnoreCase)
        || (Array.IndexOf(lines, line) is >= 0 and var at && at + 1 < lines.Length && lines[at + 1].StartsWith("==", StringComparison.Ordinal));

    /// <summary>"NAME is a ..." says it best, wherever it stands.</summary>
    private (string Subject, string Sentence)? FindDefinition(string repository)
    {
        foreach (var sentence in Sentences.Take(MaxSearched))
        {
            var words = sentence.Split(' ');
            var subject = string.Join(' ', words.TakeWhile(word => word != "is"));
            if (words.Length >= MinWords && words.Take(MaxNameWords).Contains("is") && IsNameOf(Names.Folded(subject), repository))
            {
                // A list behind the colon is not part of it.
                var cut = sentence.EndsWith(':') ? Math.Max(sentence.LastIndexOf(',') is > MaxSentenceLength / 8 and var comma ? comma : 0, 0) : 0;
                return (subject, cut > 0 ? sentence[..cut] + "." : sentence.TrimEnd(':'));
            }
        }

        return null;
    }

    private string FindDescription((string Subject, string Sentence)? definition)
    {
        if (definition is { } found)
        {
            return found.Sentence;
        }

        var text = string.Join('\n', lines);
        var evidence = new Evidence(new ContextBlock(1, "README.md", 1, lines.Length, null, text, 0), new Question("", null, []));
        var start = Prose.FirstParagraph(evidence);
        var end = Prose.EndOfText(evidence, start, ParagraphLines);
        var paragraph = Bare(string.Join(' ', lines[start..end].TakeWhile(line => line.Trim().Length > 0)));
        if (paragraph.StartsWith('#') || !(paragraph.Contains(' ') || paragraph.Any(c => c > '\u3000')))
        {
            return "";
        }

        if (paragraph.Length <= MaxDescriptionLength)
        {
            return paragraph;
        }

        var stop = Math.Max(paragraph.LastIndexOf(". ", MaxDescriptionLength, StringComparison.Ordinal), paragraph.LastIndexOf('。', MaxDescriptionLength));
        if (stop > MinSentenceLength)
        {
            return paragraph[..(stop + 1)];
        }

        // Not every script has blanks.
        var blank = paragraph.LastIndexOf(' ', MaxDescriptionLength);
        return (blank >= MaxDescriptionLength / 2 ? paragraph[..blank] : TextClip.Cut(paragraph, MaxDescriptionLength)) + "…";
    }

    // EF Core is the project efcore, and Polly the package Polly.Core.
    private static bool IsNameOf(string subject, string repository) =>
        subject.Length > 0
        && Names.Folded(repository) is { Length: > 1 } folded
        && (
            subject == folded
            || subject == "the" + folded
            || (subject.Length > 3 && folded.StartsWith(subject, StringComparison.Ordinal))
            || subject.StartsWith(folded, StringComparison.Ordinal));

    private IEnumerable<string> FindSentences()
    {
        var fenced = false;
        foreach (var line in lines)
        {
            fenced ^= line.AsSpan().TrimStart().StartsWith("```");
            if (fenced
                || line.Length is < MinSentenceLength or > 2_000
                || line.TrimStart() is ['#' or '|' or '>', ..]
                || line.StartsWith("    ", StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var sentence in SentenceEnd().Split(Bare(line).TrimStart('-', '*', '+', ' ')))
            {
                if (sentence.Length is >= MinSentenceLength and <= MaxSentenceLength
                    && sentence.Contains(' ')
                    && !sentence.Contains("://", StringComparison.Ordinal)
                    && char.IsLetterOrDigit(sentence[0]))
                {
                    yield return sentence.Trim();
                }
            }
        }
    }

    [GeneratedRegex(@"!\[[^\]]*\]\([^)]*\)|!\[[^\]]*\]\[[^\]]*\]", Linear)]
    private static partial Regex Image();

    [GeneratedRegex(@"\[(?<text>[^\[\]]*)\]\([^)]*\)", Linear)]
    private static partial Regex Link();

    [GeneratedRegex(@"\[(?<text>[^\[\]]*)\]\[[^\]]*\]", Linear)]
    private static partial Regex ReferenceLink();

    [GeneratedRegex(@"\*(?<text>[^*\s][^*]*)\*", Linear)]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"</?[A-Za-z!][^<>]*>", Linear)]
    private static partial Regex Tag();

    [GeneratedRegex(@"<h[1-3][^>]*>(?<text>[^<]+)</h[1-3]>", Linear | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HtmlHeading();

    [GeneratedRegex(@"(?<=[.!?])\s+(?=[A-Z])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SentenceEnd();
}
