namespace DeepWiki.Core.Data.Generations.Pages;

/// <summary>Content of a page. The links of its citations have no address: readers are given the one that opens for them.</summary>
/// <param name="Title">Title of the page.</param>
/// <param name="Markdown">Its text.</param>
/// <param name="Headings">Its headings.</param>
/// <param name="Summary">Its first sentence, for lists.</param>
/// <param name="Sources">Lines it was written from.</param>
/// <param name="Citations">Lines it shows.</param>
/// <param name="Diagrams">Its diagrams.</param>
public sealed record PageContent(
    string Title,
    string Markdown,
    IReadOnlyList<PageHeading> Headings,
    string Summary,
    IReadOnlyList<PageLines> Sources,
    IReadOnlyList<PageCitation> Citations,
    IReadOnlyList<PageDiagram> Diagrams)
{
    /// <summary>Factual paragraphs without a citation.</summary>
    public int Unsupported { get; init; }

    /// <summary>Faults that a repair did not mend, as sentences.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>Tokens of its prompts; null without a model.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Tokens of its answers; null without a model.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>Cost by the configured prices; null when there are none.</summary>
    public double? Cost { get; init; }

    /// <summary>Hash of the prompt it was written with; null without a model.</summary>
    public byte[]? PromptHash { get; init; }
}
