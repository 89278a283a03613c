namespace DeepWiki.AppHost.Hosting.Processes;

/// <summary>A user of this machine.</summary>
internal sealed record UnixUser(string Name, int Id, int GroupId)
{
    // For setpriv. The group of a user need not have the user's name.
    public IReadOnlyList<string> Switches => [$"--reuid={Id}", $"--regid={GroupId}", "--init-groups"];

    // postgres:x:104:107:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash
    public static UnixUser? Find(string name) => File.ReadLines("/etc/passwd")
        .Select(line => line.Split(':'))
        .Where(fields => fields.Length > 3 && fields[0] == name)
        .Select(fields => new UnixUser(name, int.Parse(fields[2]), int.Parse(fields[3])))
        .FirstOrDefault();
}
