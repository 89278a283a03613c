using DeepWiki.Core.Errors;
using DeepWiki.Tests.Support.Git;
using DeepWiki.Tests.Support.Providers;

namespace DeepWiki.Tests.Support.Chat;

/// <summary>The error table as clients see it, row by row: how each comes about, its texts, close code and statuses.</summary>
internal static class ErrorCases
{
    private const string Retriever = "Error preparing retriever: ";
    private const string Cloning = Retriever + "Error during cloning: ";
    private const string Key = "ghp_the-right-one-for-errors";

    private static readonly (string, string)[] NoRepeats = [("Models:MaxRetries", "0")];

    /// <summary>Codes that no question on a chat transport ends with: refusals of other routes, and of requests that never reach one.</summary>
    public static IReadOnlyList<ErrorCode> ElsewhereOnly =>
    [
        ErrorCode.Unauthorized, ErrorCode.Forbidden, ErrorCode.NotFound, ErrorCode.BinaryFile, ErrorCode.Conflict, ErrorCode.Gone,
        ErrorCode.SignatureInvalid, ErrorCode.CostLimit, ErrorCode.UnknownFrame, ErrorCode.InvalidFrame, ErrorCode.DuplicateId, ErrorCode.TooManyAsks,
        ErrorCode.TooManySubscriptions, ErrorCode.UnknownAsk, ErrorCode.ResumeLost, ErrorCode.Interrupted, ErrorCode.SlowReader, ErrorCode.AnswerTooLong,
        ErrorCode.ConversationNotFound, ErrorCode.NotOwner,
    ];

    public static IReadOnlyDictionary<ErrorCode, ErrorCase> All { get; } = new Dictionary<ErrorCode, ErrorCase>
    {
        [ErrorCode.InvalidJson] = new(new("invalid_json", "Error: The request is not valid JSON (line 1, byte 1).", 1002, 422, 400), _ => "{"),
        [ErrorCode.InvalidRequest] = new(
            new("invalid_request", "Error: The request is invalid: messages is required; token must be a string.", 1003, 422, 400),
            _ => """{"repo_url":"https://github.com/a/b","token":7}"""),
        [ErrorCode.UnsupportedData] = Local(new("unsupported_data", "Error: Binary messages are not supported", 1003, 422, 415)) with
        {
            OnSocket = ErrorCase.SendBinaryAsync,
            OnHttp = null,
        },
        [ErrorCode.MessageTooLarge] = new(
            new("message_too_large", "Error: The request is larger than 2048 bytes", 1009, 413, 413), stack => stack.Local(new string('x', 3000)).ToJson())
        {
            Settings = [("Chat:MaxMessageBytes", "2048")],
        },
        [ErrorCode.RequestTimeout] = Local(new("request_timeout", "Error: No request was received in time", 1008, 408, 408)) with
        {
            // Long enough for the question asked afterwards.
            Settings = [("Chat:FirstByteTimeout", "00:00:00.5"), ("Chat:ReceiveTimeout", "00:00:00.5")],
            OnSocket = (server, _) => ErrorCase.StaySilentAsync(server),
            OnHttp = (server, path, _) => ErrorCase.SendHalfAsync(server, path),
        },
        [ErrorCode.NoMessages] = new(
            new("no_messages", "Error: No messages provided", 1003, 400, 400), _ => """{"repo_url":"https://github.com/a/b","messages":[]}"""),
        [ErrorCode.LastMessageNotUser] = new(
            new("last_message_not_user", "Error: Last message must be from the user", 1003, 400, 400),
            _ => """{"repo_url":"https://github.com/a/b","messages":[{"role":"user","content":"x"},{"role":"assistant","content":"y"}]}"""),
        [ErrorCode.UnknownProvider] = new(
            new("unknown_provider", Retriever + "Configuration for provider 'acme' not found", 1003, 500, 400),
            stack => (stack.Local() with { Provider = "acme" }).ToJson()),
        [ErrorCode.RepositoryInvalid] = At(
            "https://user:secret@github.com/a/b",
            new("repository_invalid", Retriever + "A repository address carries no user name or password; send a token instead.", 1003, 500, 400)),
        [ErrorCode.HostNotAllowed] = At("https://10.0.0.5/a/b", new("host_not_allowed", Retriever + "Host '10.0.0.5' is not allowed", 1008, 500, 403)),
        [ErrorCode.DirectoryNotFound] = new(
            new("directory_not_found", Retriever + "Directory not found", 1011, 500, 404), stack => (stack.Local() with { RepositoryUrl = "/etc" }).ToJson()),
        [ErrorCode.RepositoryNotFound] = Served("errors/absent", new("repository_not_found", Cloning + "fatal: repository … not found", 1011, 500, 404)) with
        {
            Prepare = (stack, _) => stack.Git.Fault = GitFault.NotFound,
        },
        [ErrorCode.RepositoryAccessDenied] = Served(
            "errors/private",
            new("repository_access_denied", Cloning + "fatal: could not read Username for … terminal prompts disabled", 1011, 500, 403)) with
        {
            Prepare = (stack, _) => stack.Git.Token = Key,
        },
        [ErrorCode.RepositoryTooLarge] = OfJob(
            nameof(ErrorCode.RepositoryTooLarge), new("repository_too_large", Retriever + "said by the job", 1011, 500, 413)),
        [ErrorCode.IndexFailed] = Served("errors/html", new("index_failed", Retriever + "fatal: … not valid: could not determine hash algorithm; is this a git "
            + "repository?", 1011, 500, 500)) with
        {
            Prepare = (stack, _) => stack.Git.Fault = GitFault.Html,
        },
        [ErrorCode.IndexNotReady] = Served(
            "errors/slow",
            new("index_not_ready", Retriever + "The repository is still being indexed. Try again in a few minutes.", 1011, 500, 503)) with
        {
            Settings = [("Chat:IndexTimeout", "00:00:00"), ("Chat:HttpIndexTimeout", "00:00:00")],
            Prepare = (stack, _) => stack.Git.Fault = GitFault.HangPack,
        },
        [ErrorCode.EmbeddingNotConfigured] = OfJob(
            nameof(ErrorCode.EmbeddingNotConfigured), new("embedding_not_configured", Retriever + "said by the job", 1011, 500, 503)),
        [ErrorCode.EmbeddingModelMissing] = OfJob(
            nameof(ErrorCode.EmbeddingModelMissing), new("embedding_model_missing", Retriever + "said by the job", 1011, 500, 503)),
        [ErrorCode.NoEmbeddings] = new(
            new(
                "no_embeddings",
                "Error: No valid document embeddings found. This may be due to embedding size inconsistencies or API errors during document processing. "
                + "Please try again or check your repository content.",
                1011, 500, 503),
            stack => (stack.Local() with { RepositoryUrl = stack.Git.UrlOf("errors/empty"), Type = "git" }).ToJson())
        {
            Prepare = (stack, _) => RepositoryBuilder.Create(Path.Combine(stack.Git.Root, "errors/empty.git")),
        },
        [ErrorCode.InconsistentEmbeddings] = OfJob(
            nameof(ErrorCode.InconsistentEmbeddings),
            new(
                "inconsistent_embeddings",
                "Error: Inconsistent embedding sizes detected. Some documents may have failed to embed properly. Please try again.",
                1011, 500, 500)),
        [ErrorCode.ModelNotConfigured] = new(
            new(
                "model_not_configured",
                "\nError with OpenRouter API: Environment variable OPENROUTER_API_KEY must be set\n\nPlease check that you have set the "
                + "OPENROUTER_API_KEY environment variable with a valid API key.",
                1011, 200, 503),
            stack => (stack.Local() with { Provider = "openrouter" }).ToJson()),
        [ErrorCode.ModelUnauthorized] = OfModel("model_unauthorized", 502, Keyed("The provider refused the key (401)."), ScriptedAnswer.Failure(401)),
        [ErrorCode.ModelRateLimited] = OfModel(
            "model_rate_limited", 429, Hinted("The provider limits the rate of requests (429). It says: it did not work"), ScriptedAnswer.Failure(429)),
        [ErrorCode.ModelUnavailable] = OfModel("model_unavailable", 502, Hinted(
            "The provider has failed (500)."), ScriptedAnswer.Failure(500)),
        [ErrorCode.ModelTimeout] = OfModel(
            "model_timeout", 504, Hinted("The model did not begin its answer in time."), new ScriptedAnswer { Hang = ScriptedHang.BeforeHeaders }) with
        {
            Settings = [.. NoRepeats, ("Models:FirstDeltaTimeout", "00:00:00.3")],
        },
        [ErrorCode.ModelIncomplete] = OfModel(
            "model_incomplete", 200, "So far" + Hinted("The provider's answer broke off before its "
                + "end."), ScriptedAnswer.Text("So far") with { Finish = null, Done = false }),
        [ErrorCode.ModelFiltered] = OfModel(
            "model_filtered", 422, Hinted("The provider refused the request (400). It says: it did not work", "Please ask in other words."),
            ScriptedAnswer.Failure(400, code: "content_filter")),
        [ErrorCode.ContextTooLarge] = OfModel(
            "context_too_large", 422,
            "\nI apologize, but your request is too large for me to process. Please try a shorter query or break it into smaller parts.",
            [.. Enumerable.Repeat(ScriptedAnswer.Failure(400, code: "context_length_exceeded"), 2)]),
        [ErrorCode.RateLimited] = OfJob(
            nameof(ErrorCode.RateLimited), new("rate_limited", "Error: The server is busy. Try again in 5 seconds.", 1013, 429, 429)),
        [ErrorCode.Busy] = new(
            new("busy", "Error: The server is busy. Try again in 5 seconds.", 1013, 503, 503), stack => stack.Local(new string('x', 30_000)).ToJson())
        {
            Settings = [("Chat:MaxBufferedBytes", "20000")],
        },
        [ErrorCode.ServerStopping] = Local(
            new("server_stopping", "## So far\nError: The server is shutting down. Please try again.", 1001, 200, 200)) with
        {
            Stops = true,
            Prepare = (_, server) =>
            {
                // A heading is an answer at once; other words wait a moment for the call of a function.
                var answer = ScriptedAnswer.Text("## So far") with { Hang = ScriptedHang.AfterDeltas };
                server.Provider.Enqueue(answer, answer, answer);
            },
        },
        [ErrorCode.Internal] = new(
            new("internal", "Error: An internal error occurred (trace TRACE)", 1011, 500, 500),
            stack => (stack.Local() with { RepositoryUrl = Path.Combine(stack.Folder, "local", "unreadable") }).ToJson())
        {
            // A link to itself can neither be read nor be said to be missing.
            Prepare = (stack, _) => File.CreateSymbolicLink(
                Path.Combine(Directory.CreateDirectory(Path.Combine(stack.Folder, "local", "unreadable")).FullName, ".git"), ".git"),
        },
    };

    private static ErrorCase Local(ExpectedError expected) => new(expected, stack => stack.Local().ToJson());

    private static ErrorCase At(string address, ExpectedError expected) =>
        new(expected, stack => (stack.Local() with { RepositoryUrl = address, Type = "git" }).ToJson());

    private static ErrorCase Served(string name, ExpectedError expected) => new(expected, stack => stack.Serve(name).ToJson());

    private static ErrorCase OfJob(string failure, ExpectedError expected) => Served("errors/" + failure.ToLowerInvariant(), expected) with
    {
        Prepare = (stack, _) => stack.Git.Fault = GitFault.HangPack,
        JobFailure = failure,
    };

    private static ErrorCase OfModel(string name, int own, string text, params ScriptedAnswer[] answers) => Local(new(name, text, 1011, 200, own)) with
    {
        Settings = NoRepeats,

        // One after the other for each of three transports.
        Prepare = (_, server) => server.Provider.Enqueue([.. answers, .. answers, .. answers]),
    };

    private static string Keyed(string sentence) =>
        Hinted(sentence, "Please check that you have set the OPENAI_API_KEY environment variable with a valid API key.");

    private static string Hinted(string sentence, string hint = "Please try again in a moment, or choose another model.") =>
        $"\nError with Openai API: {sentence}\n\n{hint}";
}
