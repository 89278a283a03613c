namespace DeepWiki.Core.Answering.Extractive;

/// <summary>The sentences around the rounds of a research, in one language. No sentence may read as if the research were over before its last round.</summary>
internal sealed record ResearchPhrases
{
    /// <summary>{0} the topic.</summary>
    public required string Goal { get; init; }

    public required string First { get; init; }

    /// <summary>{0} paths.</summary>
    public required string Before { get; init; }

    /// <summary>{0} the topic.</summary>
    public required string NothingNew { get; init; }

    public required string Open { get; init; }

    public required string GatherAll { get; init; }

    /// <summary>{0} the topic.</summary>
    public required string Answer { get; init; }

    public required string Evidence { get; init; }

    /// <summary>The sentences in the language with that code; English for one that has none.</summary>
    public static ResearchPhrases Of(string? language) => language?.ToLowerInvariant() switch
    {
        "ja" => ResearchPhraseTable.Japanese,
        "zh" => ResearchPhraseTable.Chinese,
        "zh-tw" => ResearchPhraseTable.TraditionalChinese,
        "es" => ResearchPhraseTable.Spanish,
        "kr" or "ko" => ResearchPhraseTable.Korean,
        "vi" => ResearchPhraseTable.Vietnamese,
        "pt-br" => ResearchPhraseTable.Portuguese,
        "fr" => ResearchPhraseTable.French,
        "ru" => ResearchPhraseTable.Russian,
        _ => ResearchPhraseTable.English,
    };
}
