const want = {"InvocationResults": {"InvocationResult": [{"InstanceId": `${prefix}-01`, "InvocationStatus": status, "ExitCode": code}]}};
