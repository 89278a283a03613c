using System.Globalization;
using System.Text;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Prompts;

/// <summary>The prompt for the outline of a wiki as JSON: the map of the repository in, sections and pages out.</summary>
internal static class WikiPlanPrompt
{
    private const double TreeShare = 0.3;
    private const double ReadmeShare = 0.15;
    private const double MapShare = 0.15;

    /// <summary>Schema of the answer, for providers that can be held to one. Source: JSON Schema, in the subset that providers take.</summary>
    public const string Schema =
        """
        {"type":"object","additionalProperties":false,"required":["title","description","pages"],"properties":{
          "title":{"type":"string"},"description":{"type":"string"},
          "pages":{"type":"array","items":{"type":"object","additionalProperties":false,
            "required":["title","section","purpose","importance","files","related"],"properties":{
              "title":{"type":"string"},"section":{"type":"string"},"purpose":{"type":"string"},
              "importance":{"type":"string","enum":["high","medium","low"]},
              "files":{"type":"array","items":{"type":"string"}},"related":{"type":"array","items":{"type":"string"}}}}}}}
        """;

    /// <param name="material">Facts to plan from.</param>
    /// <param name="detail">Number of pages, and if they stand in sections.</param>
    /// <param name="languageName">English name of the language of the titles.</param>
    /// <param name="windowTokens">Size of the model's window; null when it is not known.</param>
    public static List<ChatMessage> Build(WikiPlanMaterial material, OutlineDetail detail, string languageName, int? windowTokens)
    {
        var window = windowTokens ?? PromptBudget.DefaultWindow;
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Repository: {UntrustedText.NeutralizeLine(material.Repository)}").AppendLine();
        EvidenceText.Append(text, "list of files", FileTreeText.Fit(material.Paths, (int)(window * TreeShare)));
        EvidenceText.Append(text, "subjects that its folders and names suggest", TokenEstimate.Cut(material.Map, (int)(window * MapShare)));
        if (material.Readme.Length > 0)
        {
            EvidenceText.Append(text, "README", TokenEstimate.Cut(material.Readme, (int)(window * ReadmeShare)));
        }

        if (material.Notes.Count > 0)
        {
            EvidenceText.Append(text, "notes of maintainers on what the wiki should cover", string.Join("\n\n", material.Notes));
        }

        text.AppendLine().Append("Write the plan of the wiki.");
        return Conversation.Build(Instructions(detail, languageName), [], text.ToString());
    }

    /// <summary>Message to a model whose plan had faults.</summary>
    public static ChatMessage Again(IReadOnlyList<string> faults) => new(
        ChatRole.User,
        $"That plan has faults:\n{string.Join('\n', faults.Select(fault => $"- {UntrustedText.NeutralizeLine(fault)}"))}\n"
            + "Write it once more, whole, as JSON alone.");

    private static string Instructions(OutlineDetail detail, string languageName) =>
        $$"""
        You plan a wiki that explains a repository of source code to developers who have not seen it. From its files and README decide what its
        main subjects are, and make a page of each: what it is for, how it is built, its most important parts, how data flows, how it is
        configured, extended, run and tested, as far as the files speak of it. Name pages for subjects, as a maintainer would, and not for
        folders. Titles, sections and purposes are in {{languageName}}.

        {{(detail == OutlineDetail.Comprehensive
            ? "Plan 8 to 12 pages in a few sections; every page names the section it stands in."
            : "Plan 4 to 6 pages, all with an empty section.")}}
        To each page belong at least five files where the repository has them, the most telling first, with their paths exactly as listed. No file
        that matters is without a page, and no two pages have the same subject.

        Answer with JSON alone, of this schema:
        {{Schema}}

        {{EvidenceText.Rule}}
        """;
}
