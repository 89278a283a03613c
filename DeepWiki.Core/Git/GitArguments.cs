using System.Globalization;
using DeepWiki.Core.Git.Objects;

namespace DeepWiki.Core.Git;

/// <summary>
/// The argument vector of one git call. What varies is an object id, a number, or an operand that stands after <c>--</c>;
/// nothing a caller or a repository wrote can become an option.
/// </summary>
internal sealed class GitArguments(GitSubcommand subcommand)
{
    /// <summary>True when it only reads objects, by their ids.</summary>
    public bool ReadsObjects => subcommand is GitSubcommand.LsTree or GitSubcommand.CatFile;

    private readonly List<string> options = [];
    private readonly List<string> operands = [];

    /// <summary>An option spelled out in our source.</summary>
    public GitArguments Option(string option)
    {
        if (!option.StartsWith('-')
            || option is "-" or "--"
            || !option.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '=' or '/' or ':' or '+'))
        {
            throw new ArgumentException("An option is a constant of our own.", nameof(option));
        }

        options.Add(option);

        return this;
    }

    public GitArguments Option(string option, int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Option(option);
        options[^1] += "=" + value.ToString(CultureInfo.InvariantCulture);

        return this;
    }

    public GitArguments Operand(ObjectId id)
    {
        if (id.Length == 0)
        {
            throw new ArgumentException("The id is empty.", nameof(id));
        }

        operands.Add(id.ToString());

        return this;
    }

    /// <summary>An address built by us, a reference that passed <see cref="ReferenceName"/>, or a refspec of such.</summary>
    public GitArguments Operand(string operand)
    {
        if (operand.Length == 0 || operand[0] == '-' || operand.Any(char.IsControl))
        {
            throw new ArgumentException("An operand does not begin with a hyphen and holds no control characters.", nameof(operand));
        }

        operands.Add(operand);

        return this;
    }

    /// <summary>The whole vector.</summary>
    public IReadOnlyList<string> ToVector(string? gitDirectory)
    {
        var vector = new List<string>();
        if (gitDirectory is not null)
        {
            vector.Add("--git-dir=" + gitDirectory);
        }

        vector.Add(Name(subcommand));
        vector.AddRange(options);
        if (operands.Count > 0)
        {
            // Trees and revisions must not be taken for paths, which stand after a plain "--".
            vector.Add(subcommand is GitSubcommand.Fetch or GitSubcommand.LsRemote ? "--" : "--end-of-options");
            vector.AddRange(operands);
        }

        return vector;
    }

    private static string Name(GitSubcommand subcommand) => subcommand switch
    {
        GitSubcommand.Init => "init",
        GitSubcommand.Fetch => "fetch",
        GitSubcommand.LsRemote => "ls-remote",
        GitSubcommand.LsTree => "ls-tree",
        GitSubcommand.CatFile => "cat-file",
        GitSubcommand.RevParse => "rev-parse",
        GitSubcommand.DiffTree => "diff-tree",
        GitSubcommand.RevList => "rev-list",
        GitSubcommand.Version => "version",
        _ => throw new ArgumentOutOfRangeException(nameof(subcommand)),
    };
}
