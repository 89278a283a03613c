using System.Globalization;
using DeepWiki.ChatApi.Http;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;

namespace DeepWiki.ChatApi.Wikis;

/// <summary>The generation that a request wants to see.</summary>
/// <param name="Number">Its number; null for none.</param>
/// <param name="Commit">Its commit, in hexadecimal; null for none.</param>
internal sealed record GenerationQuery(int? Number, string? Commit)
{
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.InvalidRequest"/>.</exception>
    public static GenerationQuery Parse(IQueryCollection query)
    {
        var faults = new List<RequestFault>();
        int? number = null;
        if (query["generation"] is [{ } text])
        {
            number = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) && parsed > 0 ? parsed : null;
            if (number is null)
            {
                faults.Add(new RequestFault("/generation", "literal_error", "generation must be a number from 1"));
            }
        }

        string? commit = query["commit"];
        if (commit is not null && !ReferenceName.IsCommit(commit))
        {
            faults.Add(new RequestFault("/commit", "literal_error", "commit must be the whole id of a commit, in hexadecimal"));
        }

        return faults.Count == 0 ? new GenerationQuery(number, commit?.ToLowerInvariant()) : throw InvalidRequest.Create(faults);
    }
}
