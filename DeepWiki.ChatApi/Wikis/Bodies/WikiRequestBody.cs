using DeepWiki.ChatApi.Repositories.Bodies;

namespace DeepWiki.ChatApi.Wikis.Bodies;

/// <summary>A wiki to make.</summary>
internal sealed record WikiRequestBody
{
    public required RepositoryBody Repository { get; init; }

    /// <summary>Token of a private repository.</summary>
    public string? Token { get; init; }

    /// <summary>Code of the language to write in; absent for the default one.</summary>
    public string? Language { get; init; }

    /// <summary>comprehensive (default) or concise.</summary>
    public string? Detail { get; init; }

    public FiltersBody? Filters { get; init; }

    /// <summary>Provider to write with; absent for the default one.</summary>
    public string? Provider { get; init; }

    /// <summary>Model to write with; absent for that of the provider.</summary>
    public string? Model { get; init; }

    /// <summary>True to plan and write anew what is there already.</summary>
    public bool Force { get; init; }

    /// <summary>Most that it may cost, in the currency of the configured prices.</summary>
    public double? MaxCost { get; init; }

    /// <summary>auto, ask or webhook; absent for auto where no paid model writes, else ask.</summary>
    public string? Policy { get; init; }
}
