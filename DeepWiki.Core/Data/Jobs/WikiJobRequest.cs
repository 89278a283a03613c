namespace DeepWiki.Core.Data.Jobs;

/// <summary>The order that a job of a wiki carries out.</summary>
/// <param name="WikiId">The wiki.</param>
public sealed record WikiJobRequest(int WikiId)
{
    /// <summary>True to plan anew; false to keep the outline as far as the files allow.</summary>
    public bool IsFull { get; init; }

    /// <summary>The slug of the only page to write; null for all that need it.</summary>
    public string? Slug { get; init; }

    /// <summary>A reader's note for the prompt of that page; null for none.</summary>
    public string? Note { get; init; }

    /// <summary>The commit a preview is of, in hexadecimal; null for any other job.</summary>
    public string? Commit { get; init; }

    /// <summary>Number of the generation to go on with, whose failed and missing pages are written; null for a new one.</summary>
    public int? Resumes { get; init; }

    /// <summary>Most that it may cost, in the currency of the configured prices; null for no limit.</summary>
    public double? MaxCost { get; init; }

    /// <summary>Provider to write with from now on; null for that of the wiki.</summary>
    public string? Provider { get; init; }

    /// <summary>Model to write with from now on; null for that of the wiki.</summary>
    public string? Model { get; init; }
}
