using System.Runtime.CompilerServices;
using System.Text;

namespace DeepWiki.ChatApi.Chat;

/// <summary>
/// Deltas of an answer as they go out: the first one by itself, as soon as it exists. The next is asked for while one is sent, and all that
/// is there by then goes out together; a character that two deltas share waits for its second half.
/// </summary>
internal static class DeltaCoalescer
{
    // A client that reads slowly must not make the server hold an answer for it.
    private const int MaxJoined = 32 * 1024;

    public static async IAsyncEnumerable<string> CoalesceAsync(IAsyncEnumerable<string> deltas, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var source = deltas.GetAsyncEnumerator(left.Token);
        var next = source.MoveNextAsync().AsTask();
        var text = new StringBuilder();
        var isFirst = true;
        try
        {
            while (await next)
            {
                do
                {
                    text.Append(source.Current);
                    next = source.MoveNextAsync().AsTask();
                }
                while (!isFirst && text.Length < MaxJoined && next.IsCompletedSuccessfully && await next);

                if (Take(text) is { Length: > 0 } delta)
                {
                    isFirst = false;
                    yield return delta;
                }
            }
        }
        finally
        {
            // Who reads no further need not wait for what was asked for ahead; and a source that is still at work cannot be disposed.
            await left.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (text.Length > 0)
        {
            yield return text.ToString();
        }
    }

    private static string Take(StringBuilder text)
    {
        var count = text.Length > 0 && char.IsHighSurrogate(text[^1]) ? text.Length - 1 : text.Length;
        var delta = text.ToString(0, count);
        text.Remove(0, count);
        return delta;
    }
}
