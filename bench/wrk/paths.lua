-- Asks for the paths of a file, one in each line, in turn.
local paths, count = {}, 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    paths[#paths + 1] = line
  end
end

function request()
  count = count + 1
  return wrk.format('GET', paths[count % #paths + 1])
end
