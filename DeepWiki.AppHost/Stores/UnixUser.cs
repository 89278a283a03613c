namespace DeepWiki.AppHost.Stores;

/// <summary>A user of this machine.</summary>
internal sealed record UnixUser(string Name, int Id, int GroupId)
{
    /// <summary>A command line that runs what follows it as this user, without any privilege.</summary>
    public IReadOnlyList<string> Command => ["setpriv", $"--reuid={Id}", $"--regid={GroupId}", "--init-groups", "--inh-caps=-all", "--"];

    /// <summary>Null when there is none of this name. <c>postgres:x:104:107:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash</c></summary>
    public static UnixUser? Find(string name) => File.ReadLines("/etc/passwd")
        .Select(line => line.Split(':'))
        .Where(fields => fields.Length > 3 && fields[0] == name)
        .Select(fields => new UnixUser(name, int.Parse(fields[2]), int.Parse(fields[3])))
        .FirstOrDefault();
}
