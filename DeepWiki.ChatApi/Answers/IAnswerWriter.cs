namespace DeepWiki.ChatApi.Answers;

/// <summary>Answers one kind of request.</summary>
internal interface IAnswerWriter
{
    /// <summary>The answer's text in the pieces in which it is sent. The first is given as soon as it exists.</summary>
    IAsyncEnumerable<string> WriteAsync(AnswerRequest ask, CancellationToken cancellationToken);
}
